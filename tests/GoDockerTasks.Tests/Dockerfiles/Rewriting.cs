using System.Text;
using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Stages;
using GoDockerTasks.Network;

namespace GoDockerTasks.Tests.Dockerfiles;

/// <summary>Rewrites Dockerfiles in tests.</summary>
internal static class Rewriting
{
    public const string Chain = "https://proxy.example|https://other.example,direct";

    public const string TwoStages = """
        FROM golang:1.24 AS build
        RUN apt-get update && apt-get install -y git
        WORKDIR /src
        COPY go.mod go.sum ./
        RUN go mod download
        COPY . .
        RUN CGO_ENABLED=0 go build -o /out/app ./cmd/app

        FROM gcr.io/distroless/static
        COPY --from=build /out/app /app
        ENTRYPOINT ["/app"]

        """;

    public static RewriteInput Input(string text) => new()
    {
        Dockerfile = Dockerfile.Parse(text),
        Path = "/src/Dockerfile",
        Original = Encoding.UTF8.GetBytes(text),
        Network = new NetworkPlan { GoProxy = ProxyChain.Parse(Chain) },
        HasSnapshot = true,
        CacheScope = "repo",
    };

    public static DockerfilePlan Of(string text, Func<RewriteInput, RewriteInput>? with = null)
    {
        var input = Input(text);
        return DockerfileRewriter.Rewrite(with?.Invoke(input) ?? input);
    }

    /// <summary>The lines of the rewritten text that hold a mount of ours.</summary>
    public static int[] MountedLines(DockerfilePlan plan) =>
        [.. plan.Text.Split('\n').Select((line, i) => (line, i)).Where(l => l.line.Contains("godocker", StringComparison.Ordinal)).Select(l => l.i + 1)];

    /// <summary>Takes our mounts out of a text.</summary>
    public static string WithoutMounts(string text) =>
        System.Text.RegularExpressions.Regex.Replace(text, " --mount=[^ ]*godocker[^ ]*", "");

    public static StageInputs Base(string image, params (string Name, string Value)[] environment) => new()
    {
        BaseEnvironments = new Dictionary<string, IReadOnlyDictionary<string, string>>
        {
            [image] = environment.ToDictionary(pair => pair.Name, pair => pair.Value),
        },
    };
}
