using System.Text;
using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Network;
using GoDockerTasks.Reporting;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Pipeline;

/// <summary>Loads the code of the first steps while a front end is still starting, which takes longer than those steps.</summary>
/// <remarks>It goes through them once with settings and a Dockerfile of its own. No file is written, no program started, no host asked.</remarks>
public static class WarmUp
{
    private const string Sample = """
        FROM golang:1.24 AS build
        WORKDIR /src
        COPY . .
        RUN --mount=type=cache,target=/root/.cache/go-build go build -o /service ./cmd/service
        FROM scratch
        COPY --from=build /service /service
        """;

    /// <summary>Begins on a thread of its own, and returns at once. On a single processor it would only be in the way, and does nothing.</summary>
    public static void Begin()
    {
        if (Environment.ProcessorCount > 1)
        {
            _ = Task.Run(GoThrough);
        }
    }

    private static void GoThrough()
    {
        var settings = SettingsReader.ReadLeniently(new() { WorkingDirectory = Path.GetTempPath() });
        _ = ServiceBuild.Create(settings, new Dictionary<string, string>(), new DeferredRunLog(), TimeProvider.System);
        _ = DockerfileRewriter.Rewrite(new()
        {
            Dockerfile = Dockerfile.Parse(Sample, settings.Dockerfile),
            Path = settings.Dockerfile,
            Original = Encoding.UTF8.GetBytes(Sample),
            Network = new() { GoProxy = ProxyChain.GoDefault },
            HasSnapshot = true,
            CacheScope = "",
        });
    }
}
