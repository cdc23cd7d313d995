using System.Diagnostics;

namespace GoDockerTasks.Benchmarks;

/// <summary>The prefetch beside <c>go mod download</c>, and beside curl, which verifies nothing: the floor.</summary>
internal sealed class ModuleDownloads : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("godocker-bench-").FullName;

    /// <summary>Compares at one number of modules and several latencies.</summary>
    public void Run(int count, IEnumerable<int> delays, int rounds)
    {
        var modules = new SyntheticModules(Path.Combine(_folder, $"{count}"), count);
        Console.WriteLine($"\n{count} modules, {modules.Bytes / 1e6:0} MB of zips");
        foreach (var delay in delays)
        {
            using var proxy = Serve(modules, delay);
            var url = proxy.StandardOutput.ReadLine()!;
            var (cache, goCache, zips) = (At("cache"), At("gocache"), At("zips"));
            var list = At("curl.txt");
            File.WriteAllLines(list, modules.Zips(url).Select((zip, i) => $"url={zip}\noutput={zips}/{i}.zip"));
            void Empty()
            {
                foreach (var folder in new[] { cache, goCache, zips }.Where(Directory.Exists))
                {
                    Directory.Delete(folder, recursive: true);
                }

                Directory.CreateDirectory(zips);
            }

            new Comparison(
                $"{count} modules, {delay} ms before each answer, empty caches",
                (_, _) => Empty(),
                new Contender("prefetch", modules.Service, Environment.ProcessPath!, "--prefetch", modules.Service, cache, url),
                new Contender("go mod download", modules.Service, "go", "mod", "download")
                {
                    Environment = new Dictionary<string, string>
                    {
                        ["GOPROXY"] = url, ["GOMODCACHE"] = goCache, ["GOFLAGS"] = "-modcacherw", ["GOSUMDB"] = "off", ["GOTOOLCHAIN"] = "local",
                    },
                },
                new Contender("curl --parallel --parallel-max 64", modules.Service, "curl", "--silent", "--parallel", "--parallel-max", "64", "--config", list))
                .Run(rounds);
            proxy.Kill();
            Empty();
        }

        Directory.Delete(Path.Combine(_folder, $"{count}"), recursive: true);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Process Serve(SyntheticModules modules, int delay) => Process.Start(
        new ProcessStartInfo(Environment.ProcessPath!, ["--serve", modules.Proxy, $"{delay}"]) { RedirectStandardOutput = true })!;

    private string At(string name) => Path.Combine(_folder, name);
}
