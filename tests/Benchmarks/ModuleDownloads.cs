using System.Diagnostics;
using System.Text.Json;

namespace GoDockerTasks.Benchmarks;

/// <summary>PrefetchModules beside <c>go mod download</c>, and beside curl, which verifies nothing: the floor.</summary>
/// <param name="host">The built host of this repository.</param>
internal sealed class ModuleDownloads(string host) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("godocker-bench-").FullName;
    private int _runs;

    /// <summary>Compares at one number of modules and several latencies, then with everything already there.</summary>
    public void Run(int count, IEnumerable<int> delays, int rounds)
    {
        var modules = new SyntheticModules(At($"{count}"), count);
        Console.WriteLine($"\n{count} modules, {modules.Bytes / 1e6:0} MB of zips");
        foreach (var delay in delays)
        {
            using var proxy = Serve(modules, delay);
            var url = proxy.StandardOutput.ReadLine()!;
            new Comparison(
                $"{count} modules, {delay} ms before each answer, empty caches",
                (_, _) => SetZipsAside(),
                Prefetch("PrefetchModules, whole command", modules, url, () => At($"cache{++_runs}")),
                new("go mod download", modules.Service, "go", "mod", "download")
                {
                    Environment = () => new Dictionary<string, string>
                    {
                        ["GOPROXY"] = url, ["GOMODCACHE"] = At($"cache{++_runs}"), ["GOFLAGS"] = "-modcacherw", ["GOSUMDB"] = "off", ["GOTOOLCHAIN"] = "local",
                    },
                },
                new Contender("curl --parallel --parallel-max 64", At(""), "curl", "--silent", "--parallel", "--parallel-max", "64", "--config", ZipList(modules, url)))
                .Run(rounds);
            proxy.Kill();
        }

        using var nobody = Serve(modules, delay: 0);
        var warm = Prefetch("PrefetchModules, whole command", modules, nobody.StandardOutput.ReadLine()!, () => At($"warm{count}"));
        warm.Run();
        new Comparison($"{count} modules, all in the cache", (_, _) => { }, warm).Run(rounds);
        Console.WriteLine($"\nOf it inside the process, without its start: {string.Join(", ", Enumerable.Range(0, rounds).Select(_ => Inside(warm)))} ms");
        nobody.Kill();
    }

    /// <summary>Compares three proxies, the first of them dead and three of ten answers of the others wrong, with one that is well.</summary>
    public void RunWithFaults(int count, int delay, int rounds)
    {
        var modules = new SyntheticModules(At($"{count}"), count);
        using var well = Serve(modules, delay);
        using var second = Serve(modules, delay, faults: 30);
        using var third = Serve(modules, delay, faults: 30);
        var chain = $"http://127.0.0.1:1|{second.StandardOutput.ReadLine()}|{third.StandardOutput.ReadLine()}";
        new Comparison(
            $"{count} modules, {delay} ms before each answer, empty caches",
            (_, _) => { },
            Prefetch("PrefetchModules, a proxy that is well", modules, well.StandardOutput.ReadLine()!, () => At($"cache{++_runs}")),
            Prefetch("PrefetchModules, one dead proxy and two with 30 % wrong answers", modules, chain, () => At($"cache{++_runs}")))
            .Run(rounds);
        Console.WriteLine($"\ngo mod download, the same three proxies: {GoAlone(modules, chain)}");
        foreach (var proxy in new[] { well, second, third })
        {
            proxy.Kill();
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // What the task itself took, as the report has it.
    private static double Inside(Contender prefetch)
    {
        prefetch.Run();
        using var report = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(prefetch.Folder, "artifacts", "godocker", "report.json")));

        return report.RootElement.GetProperty("modules").GetProperty("durationMs").GetDouble();
    }

    // It is no contender: it does not arrive.
    private string GoAlone(SyntheticModules modules, string chain)
    {
        using var go = Process.Start(new ProcessStartInfo("go", ["mod", "download"])
        {
            WorkingDirectory = modules.Service,
            RedirectStandardError = true,
            Environment = { ["GOPROXY"] = chain, ["GOMODCACHE"] = At($"cache{++_runs}"), ["GOFLAGS"] = "-modcacherw", ["GOSUMDB"] = "off", ["GOTOOLCHAIN"] = "local" },
        })!;
        var error = go.StandardError.ReadToEndAsync();
        if (!go.WaitForExit(TimeSpan.FromMinutes(2)))
        {
            go.Kill();
            return "still waiting after 2 minutes";
        }

        return go.ExitCode == 0 ? "succeeded" : $"failed with {error.Result.Split('\n')[0]}";
    }

    private static Process Serve(SyntheticModules modules, int delay, int faults = 0) => Process.Start(
        new ProcessStartInfo(Environment.ProcessPath!, ["--serve", modules.Proxy, $"{delay}", $"{faults}"]) { RedirectStandardOutput = true })!;

    // A new folder for each run, all removed at the end: ext4 makes files slowly for seconds after many were deleted.
    private Contender Prefetch(string name, SyntheticModules modules, string url, Func<string> cache) =>
        new(name, modules.Service, host, "--target=PrefetchModules", $"--goproxy={url}")
        {
            Environment = () => new Dictionary<string, string> { ["CAKE_GODOCKER_CACHE"] = cache() },
        };

    private string ZipList(SyntheticModules modules, string url)
    {
        var list = At("curl.txt");
        File.WriteAllLines(list, modules.Zips(url).Select((zip, i) => $"url={zip}\noutput={At("zips")}/{i}.zip"));

        return list;
    }

    // curl makes new files, too, as the others do in their empty caches.
    private void SetZipsAside()
    {
        if (Directory.Exists(At("zips")))
        {
            Directory.Move(At("zips"), At($"zips{++_runs}"));
        }

        Directory.CreateDirectory(At("zips"));
    }

    private string At(string name) => Path.Combine(_folder, name);
}
