using System.Diagnostics;
using GoDockerTasks.Modules;
using GoDockerTasks.Network;
using GoDockerTasks.Reporting;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Benchmarks;

/// <summary>One prefetch, and what it cost this process.</summary>
internal static class Prefetch
{
    public static async Task RunAsync(string service, string cache, string goProxy)
    {
        var settings = new ServiceSettings
        {
            Context = service,
            Dockerfile = Path.Combine(service, "Dockerfile"),
            Cache = cache,
            Artifacts = Path.Combine(service, "artifacts"),
            Report = Path.Combine(service, "artifacts", "report.json"),
        };
        var roots = ModuleRootFinder.Find(service, settings.Dockerfile);

        // The second is the warm run: all is there.
        for (var run = 0; run < 3; run++)
        {
            var started = Stopwatch.GetTimestamp();
            var snapshot = await new ModulePrefetcher(TimeProvider.System).PrefetchAsync(
                settings, new NetworkPlan { GoProxy = ProxyChain.Parse(goProxy) }, roots, new NoLog(), CancellationToken.None);
            using var process = Process.GetCurrentProcess();
            Console.WriteLine(
                $"{snapshot!.Downloaded} downloaded in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms, "
                + $"peak {process.PeakWorkingSet64 / 1e6:0} MB, processor {process.TotalProcessorTime.TotalSeconds:0.00} s");
        }
    }

    private sealed class NoLog : IRunLog
    {
        public void Write(RunMessage message)
        {
        }
    }
}
