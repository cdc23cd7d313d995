using System.Diagnostics;
using System.Text;
using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Images;
using GoDockerTasks.Network;
using GoDockerTasks.Reporting;
using GoDockerTasks.Resilience;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Benchmarks;

/// <summary>What reading a failed build's log costs, and what the retrying costs a build that needs none.</summary>
internal static class Classification
{
    private const int Megabytes = 100;

    /// <summary>Measures both, and prints them.</summary>
    public static async Task RunAsync(int rounds)
    {
        // First of all, while nothing of it has been compiled yet: every run of the tool pays that.
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var built = await CleanBuildAsync();
        var overhead = Process.GetCurrentProcess().TotalProcessorTime - before;
        Console.WriteLine($"A clean build ({built.Built!.Number} attempt): {overhead.TotalMilliseconds:0} ms of CPU for the retrying (at most 100 ms).");

        var log = Log();
        for (var round = 1; round <= rounds; round++)
        {
            using var stream = new MemoryStream(log);
            var (clock, used) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
            var diagnosis = FailureClassifier.Classify(stream);
            var seconds = (Process.GetCurrentProcess().TotalProcessorTime - used).TotalSeconds;
            Console.WriteLine($"{log.Length / 1e6:0} MB in {clock.Elapsed.TotalSeconds:0.00} s: {log.Length / 1e6 / clock.Elapsed.TotalSeconds:0} MB/s, {log.Length / 1e6 / seconds:0} MB a CPU second, {diagnosis.Kind}.");
        }
    }

    private static Task<RetryResult> CleanBuildAsync()
    {
        var settings = new ServiceSettings { Context = "/", Dockerfile = "/Dockerfile", Cache = "/", Artifacts = "/", Report = "/report.json" };
        var plan = new HostCircuits(TimeProvider.System).Around(new NetworkPlan { GoProxy = ProxyChain.Parse("https://a.example|https://b.example,direct") });
        var attempt = new BuildAttempt
        {
            Number = 1, Succeeded = true, Duration = TimeSpan.FromSeconds(1), Log = "/log", Network = plan,
            Dockerfile = new DockerfilePlan { Path = "/Dockerfile", Original = [], Text = "" },
        };
        var decider = new RetryDecider(settings, RetryPolicy.Default, Random.Shared.NextDouble);
        return new BuildRetrier(decider, settings.Deadline, new Quiet(), TimeProvider.System)
            .RunAsync(attempt, (_, _) => throw new InvalidOperationException("No second attempt is needed."), CancellationToken.None);
    }

    // What a build prints: downloads, compiler output, tests, and one failure at the end.
    private static byte[] Log()
    {
        var text = new StringBuilder(Megabytes * 1_000_000);
        for (var line = 0; text.Length < Megabytes * 1_000_000; line++)
        {
            text.Append("#12 ").Append(line / 1000.0).Append((line % 5) switch
            {
                0 => " go: downloading example.com/kit/v2 v2.14.3\n",
                1 => " # get https://proxy.example.net/example.com/kit/@v/v1.2.0.mod: 200 OK (0.104s)\n",
                2 => " example.com/shop/internal/orders\n",
                3 => " ok  \texample.com/shop/internal/orders\t0.013s\tcoverage: 71.2% of statements\n",
                _ => " time=2031-01-01T00:00:00Z level=INFO msg=\"request served\" path=/orders/17 status=200\n",
            });
        }

        text.Append("#12 9999.9 go: example.com/kit@v1.2.0: Get \"https://proxy.example.net/example.com/kit/@v/v1.2.0.zip\": read tcp 10.0.0.2:5000->192.0.2.7:443: read: connection reset by peer\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private sealed class Quiet : IRunLog
    {
        public void Write(RunMessage message)
        {
        }
    }
}
