using System.Diagnostics;
using GoDockerTasks.TestSupport;
using GoDockerTasks.TestSupport.Modules;

namespace GoDockerTasks.Benchmarks;

/// <summary>A service with more than a hundred real modules: this tool on everybody's Dockerfile, beside that and better ones as they are.</summary>
/// <remarks>
/// On a Docker engine of its own, whose build cache can be emptied without harm. The proxy takes its time; there is one in the
/// machine's network, for this tool, and one in the engine's, for RUN steps of the others.
/// </remarks>
internal sealed class RealBuilds : IAsyncDisposable
{
    private const string Build = "RUN CGO_ENABLED=0 go build -o /out/service .";

    private const string Start = "FROM golang:1.24 AS build\nWORKDIR /src\nARG GOPROXY\n";

    private const string End = "\nFROM scratch\nCOPY --from=build /out/service /service\nENTRYPOINT [\"/service\"]\n";

    private const string Naive = $"{Start}COPY . .\n{Build}\n{End}";

    private const string Layered = $"{Start}COPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\n{Build}\n{End}";

    // Nothing faster is known.
    private const string HandWritten =
        $"{Start}RUN --mount=type=bind,target=. --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build "
        + $"CGO_ENABLED=0 go build -o /out/service .\n{End}";

    private readonly string _folder = Directory.CreateTempSubdirectory("godocker-bench-").FullName;
    private readonly string _host;
    private readonly PrivateDockerd _engine;
    private readonly (Process Process, string Url) _proxy;
    private readonly (Process Process, string Url) _inside;
    private int _runs;

    private RealBuilds(string host, string proxy, int delay, PrivateDockerd engine)
    {
        (_host, _engine) = (host, engine);
        string[] serve = [Environment.ProcessPath!, "--serve", proxy, $"{delay}", "0"];
        _proxy = Serve(serve);
        Process.Start(engine.InNetwork[0], [.. engine.InNetwork.Skip(1), Programs.Require("busybox"), "ip", "link", "set", "lo", "up"]).WaitForExit();
        _inside = Serve([.. engine.InNetwork, .. serve]);
    }

    /// <summary>Makes the modules, the service and the engine, then compares.</summary>
    /// <param name="host">The built host.</param>
    /// <param name="delay">Milliseconds before each answer of the proxy.</param>
    /// <param name="rounds">How many runs of each count.</param>
    /// <param name="rivals">Which rivals take part: naive, layered, hand. The first two take most of an hour.</param>
    public static async Task RunAsync(string host, int delay, int rounds, IReadOnlyCollection<string> rivals)
    {
        var folder = Directory.CreateTempSubdirectory("godocker-bench-").FullName;
        try
        {
            var modules = await RealModules.MakeAsync(folder);
            var imports = await modules.WriteServiceAsync(Path.Combine(folder, "service"));
            Console.WriteLine($"\nA service that imports {imports.Count} modules, {delay} ms before each answer of the proxy");
            await using var builds = new RealBuilds(
                host, modules.Proxy, delay, await PrivateDockerd.StartAsync());
            builds.Compare(Path.Combine(folder, "service"), rounds, rivals);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (process, _) in new[] { _proxy, _inside })
        {
            process.Kill();
            process.Dispose();
        }

        await _engine.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private void Compare(string service, int rounds, IReadOnlyCollection<string> rivals)
    {
        (string Name, string Dockerfile, string Title)[] known =
        [
            ("naive", Naive, "the same Dockerfile by docker buildx build"),
            ("layered", Layered, "go.mod first, then go mod download"),
            ("hand", HandWritten, "written by hand with cache mounts"),
        ];

        // Ours comes first: the others build on the base images that it puts together.
        Contender[] contenders =
        [
            Ours(service), .. known.Where(rival => rivals.Contains(rival.Name)).Select(rival => Rival(service, rival.Name, rival.Dockerfile, rival.Title)),
        ];
        new Comparison("Nothing is there", (contender, _) => Forget(contender), contenders).Run(rounds);
        new Comparison("A source line changed", (contender, round) => Append(contender, "main.go", $"\nvar stamp{round} = \"{Guid.NewGuid()}\"\n"), contenders).Run(rounds);
        new Comparison("go.mod changed", (contender, _) => Append(contender, "go.mod", $"\n// {Guid.NewGuid()}\n"), contenders).Run(rounds);
        new Comparison("Nothing changed", (_, _) => { }, contenders).Run(rounds);
    }

    private Contender Ours(string service)
    {
        var folder = Copy(service, "ours", Naive);
        File.WriteAllText(
            Path.Combine(folder, "cake.config"),
            $"[GoDocker]\nImage=godocker-bench\nTags=ours\nBaseFallback=local\nGoProxy={_proxy.Url}\n");
        var contender = new Contender("this tool, Dockerfile untouched", folder, _host, "--target=Image")
        {
            Environment = () => new Dictionary<string, string> { ["DOCKER_HOST"] = _engine.DockerHost, ["CAKE_GODOCKER_CACHE"] = At($"cache{_runs}") },
        };
        contender.Run();
        return contender;
    }

    private Contender Rival(string service, string name, string dockerfile, string title)
    {
        var folder = Copy(service, name, dockerfile);
        return new(
            title,
            folder,
            ["docker", "buildx", "build", "--network=host", "--tag", $"godocker-bench:{name}", "--build-arg", $"GOPROXY={_inside.Url}", .. ServiceCopies.SameBases(At("ours")), "."])
        {
            Environment = () => new Dictionary<string, string> { ["DOCKER_HOST"] = _engine.DockerHost },
        };
    }

    private static (Process Process, string Url) Serve(IReadOnlyList<string> command)
    {
        var process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true })!;
        return (process, process.StandardOutput.ReadLine()!);
    }

    // A new folder for our cache: ext4 makes files slowly for seconds after many were deleted.
    private void Forget(Contender contender)
    {
        _runs++;
        new Contender("prune", contender.Folder, "docker", "builder", "prune", "--all", "--force")
        {
            Environment = () => new Dictionary<string, string> { ["DOCKER_HOST"] = _engine.DockerHost },
        }.Run();
    }

    private static void Append(Contender contender, string file, string text) =>
        File.AppendAllText(Path.Combine(contender.Folder, file), text);

    private string Copy(string service, string name, string dockerfile)
    {
        var folder = Directory.CreateDirectory(At(name)).FullName;
        foreach (var file in Directory.EnumerateFiles(service))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        File.WriteAllText(Path.Combine(folder, "Dockerfile"), dockerfile);
        return folder;
    }

    private string At(string name) => Path.Combine(_folder, name);
}
