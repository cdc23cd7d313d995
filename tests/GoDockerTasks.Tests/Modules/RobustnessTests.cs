using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using GoDockerTasks.Modules;
using GoDockerTasks.Tests.Modules.Fakes;

namespace GoDockerTasks.Tests.Modules;

/// <summary>What must hold on the worst day: most answers wrong, many processes, processes that are killed.</summary>
[TestFixture]
public sealed class RobustnessTests
{
    private static readonly TestModule[] Many =
    [
        .. Enumerable.Range(0, 40).Select(i => new TestModule(
            $"example.com/many/m{i}", "v1.0.0", ("go.mod", $"module example.com/many/m{i}\n"), ("data.txt", new string((char)('a' + (i % 26)), 20_000)))),
    ];

    [Test]
    public async Task Every_module_arrives_when_three_of_ten_answers_are_wrong_and_the_first_proxy_is_dead()
    {
        var random = new Random(7);
        Reply? Misfortune(string target, int number)
        {
            lock (random)
            {
                return random.NextDouble() > 0.3 ? null : Misfortunes()[random.Next(7)];
            }
        }

        await using var second = new LoopbackProxy(Many) { Misbehave = Misfortune };
        await using var third = new LoopbackProxy(Many) { Misbehave = Misfortune };
        using var scene = new PrefetchScene(Many);

        var snapshot = await scene.PrefetchAsync($"http://127.0.0.1:{ClosedPort()}|{second.Url}|{third.Url}");

        snapshot.Should().BeEquivalentTo(new { Total = Many.Length, Missing = Array.Empty<ModuleVersion>() });
        (await VerifyAsync(scene)).Damaged.Should().BeEmpty();
    }

    [Test]
    public async Task Sixteen_processes_on_one_empty_cache_download_each_module_once()
    {
        await using var proxy = new LoopbackProxy(Many);
        using var scene = new PrefetchScene(Many);

        var processes = Enumerable.Range(0, 16).Select(_ => Start(scene, proxy.Url)).ToList();
        foreach (var process in processes)
        {
            await process.WaitForExitAsync();
        }

        processes.Should().OnlyContain(process => process.ExitCode == 0);
        proxy.Requests.Should().OnlyHaveUniqueItems().And.HaveCount(Many.Length);
        processes.ForEach(process => process.Dispose());
    }

    [TestCase(10)]
    [TestCase(200, Category = "Exhaustive")]
    public async Task A_store_whose_writers_were_killed_verifies_clean_and_the_next_run_finishes_the_work(int killed)
    {
        var random = new Random(3);
        for (var round = 0; round < killed; round++)
        {
            await using var proxy = new LoopbackProxy(Many);
            using var scene = new PrefetchScene(Many);
            using var process = Start(scene, proxy.Url);
            var moment = random.Next(1, Many.Length + 1);
            while (proxy.Requests.Count < moment && !process.HasExited)
            {
                await Task.Delay(1);
            }

            await Task.Delay(random.Next(0, 30));
            process.Kill();
            await process.WaitForExitAsync();

            (await VerifyAsync(scene)).Damaged.Should().BeEmpty();
            (await scene.PrefetchAsync(proxy.Url))!.Total.Should().Be(Many.Length);
            (await VerifyAsync(scene)).Should().BeEquivalentTo(new StoreVerification(Many.Length, []));
        }
    }

    private static Reply[] Misfortunes() =>
    [
        Reply.ResetConnection, Reply.Error(500), Reply.Error(503), Reply.Error(429), Reply.Html,
        Reply.CutAfter(Many[0].Zip, 100), new(200, [.. Many[0].Zip[..^20], .. new byte[20]]),
    ];

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Task<StoreVerification> VerifyAsync(PrefetchScene scene) =>
        new StoreVerifier(scene.Cache, new MemoryLog(), TimeProvider.System).VerifyAsync(CancellationToken.None);

    private static Process Start(PrefetchScene scene, string proxy) => Process.Start(
        "dotnet",
        [Path.Combine(AppContext.BaseDirectory, "PrefetchProcess.dll"), scene.Service, scene.Cache, proxy]);
}
