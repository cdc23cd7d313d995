using System.Text.Json;

namespace GoDockerTasks.Benchmarks;

/// <summary>The sample service twice: once for this tool, untouched, once with the best Dockerfile written by hand.</summary>
internal sealed class ServiceCopies : IDisposable
{
    // Cache mounts for modules and compiled packages, the source as a bind mount, modules from a folder: nothing faster is known.
    private const string HandWritten = """
        FROM golang:1.24 AS build
        WORKDIR /src
        ENV GOPROXY=file:///goproxy GONOSUMDB=* GOFLAGS=-mod=readonly CGO_ENABLED=0
        RUN --mount=type=bind,target=/src --mount=type=bind,from=goproxy,target=/goproxy \
            --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \
            go build -trimpath -o /out/orders ./cmd/orders
        FROM gcr.io/distroless/static-debian12:nonroot
        COPY --from=build /out/orders /orders
        ENTRYPOINT ["/orders"]
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("godocker-bench-").FullName;
    private readonly Contender _ours;
    private readonly Contender _rival;

    public ServiceCopies(string root, string host)
    {
        var (ours, rival) = (Copy(root, "ours"), Copy(root, "rival"));
        File.WriteAllText(Path.Combine(ours, "cake.config"),
            $"[GoDocker]\nImage=godocker-bench\nTags=ours\nBaseFallback=local\nGoProxy={Path.Combine(root, "samples", "goproxy")}\n");
        File.WriteAllText(Path.Combine(rival, "Dockerfile"), HandWritten);
        _ours = new("this tool, Dockerfile untouched", ours, host, "--target=Image");
        _ours.Run();
        _rival = new("docker buildx build, written by hand with cache mounts", rival,
            ["docker", "buildx", "build", "--tag", "godocker-bench:rival", "--build-context", $"goproxy={Path.Combine(root, "samples", "goproxy")}", .. SameBases(ours), "."]);
    }

    /// <summary>One line of one Go file is new.</summary>
    public Comparison SourceChange() => new(
        "A source line changed",
        (contender, round) => File.AppendAllText(
            Path.Combine(contender.Folder, "cmd", "orders", "main.go"), // Never seen before: BuildKit finds equal content again, whichever build it came from.
            $"\nvar stamp{round} = \"{Guid.NewGuid()}\"\n"),
        _ours, _rival);

    /// <summary>Nothing is new.</summary>
    public Comparison NothingChanged() => new("Nothing changed", (_, _) => { }, _ours, _rival);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Both build on the same images, wherever those come from on this machine.
    public static IEnumerable<string> SameBases(string ours)
    {
        using var report = JsonDocument.Parse(File.ReadAllText(Path.Combine(ours, "artifacts", "godocker", "report.json")));
        foreach (var image in report.RootElement.GetProperty("bases").EnumerateArray())
        {
            var (from, used) = (image.GetProperty("from").GetString(), image.GetProperty("used").GetString());
            if (from != used)
            {
                yield return "--build-context";
                yield return $"{from}=docker-image://{used}";
            }
        }
    }

    private string Copy(string root, string name)
    {
        var (source, target) = (Path.Combine(root, "samples", "orders"), Path.Combine(_folder, name));
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(source, file);
            if (!relative.StartsWith("artifacts", StringComparison.Ordinal))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(target, relative))!);
                File.Copy(file, Path.Combine(target, relative));
            }
        }

        return target;
    }
}
