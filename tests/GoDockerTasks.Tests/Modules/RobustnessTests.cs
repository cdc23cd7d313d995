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
        .. Enumerable.Range(0, 120).Select(i => new TestModule(
            $"example.com/many/m{i}", "v1.0.0", ("go.mod", $"module example.com/many/m{i}\n"), ("data.txt", new string((char)('a' + (i % 26)), 20_000)))),
    ];

    [TestCase(7)]
    [TestCase(8, Category = "Exhaustive")]
    [TestCase(9, Category = "Exhaustive")]
    [TestCase(10, Category = "Exhaustive")]
    public async Task Every_module_arrives_when_three_of_ten_answers_are_wrong_and_the_first_proxy_is_dead(int seed)
    {
        var misfortune = Misfortune(seed);
        await using var second = new LoopbackProxy(Many) { Misbehave = misfortune };
        await using var third = new LoopbackProxy(Many) { Misbehave = misfortune };
        using var scene = new PrefetchScene(Many);

        var snapshot = await scene.PrefetchAsync($"http://127.0.0.1:{ClosedPort()}|{second.Url}|{third.Url}");

        snapshot.Should().BeEquivalentTo(new { Total = Many.Length, Missing = Array.Empty<ModuleVersion>() });
        (await VerifyAsync(scene)).Damaged.Should().BeEmpty();
    }

    [Test]
    public async Task Every_module_arrives_when_three_of_ten_answers_are_wrong_and_the_first_proxy_never_answers()
    {
        var misfortune = Misfortune(11);
        await using var silent = new LoopbackProxy { Misbehave = (_, _) => Reply.NoAnswer };
        await using var second = new LoopbackProxy(Many) { Misbehave = misfortune };
        await using var third = new LoopbackProxy(Many) { Misbehave = misfortune };
        using var scene = new PrefetchScene(Many);

        (await scene.PrefetchAsync($"{silent.Url}|{second.Url}|{third.Url}"))!.Missing.Should().BeEmpty();

        // Those that were under way when it was found out, and no more: it is left alone then.
        silent.Requests.Count.Should().BeLessThan(Many.Length);
    }

    [Test]
    public async Task A_proxy_that_asks_to_be_left_alone_is_while_another_gives_the_modules()
    {
        await using var busy = new LoopbackProxy(Many)
        {
            Misbehave = (_, _) => Reply.Error(429) with { Headers = "Retry-After: 3600\r\n" },
        };
        await using var good = new LoopbackProxy(Many);
        using var scene = new PrefetchScene(Many);

        (await scene.PrefetchAsync($"{busy.Url}|{good.Url}"))!.Downloaded.Should().Be(Many.Length);

        good.Requests.Should().HaveCount(Many.Length);
        busy.Requests.Count.Should().BeLessThan(Many.Length);
    }

    [Test]
    public async Task A_proxy_that_stumbles_once_is_asked_again_without_waiting_for_the_one_that_asked_to_be_left_alone()
    {
        await using var busy = new LoopbackProxy(Many[0])
        {
            Misbehave = (_, _) => Reply.Error(429) with { Headers = "Retry-After: 3600\r\n" },
        };
        await using var stumbling = new LoopbackProxy(Many[0]) { Misbehave = (_, times) => times == 1 ? Reply.Error(503) : null };
        using var scene = new PrefetchScene(Many[0]);

        (await scene.PrefetchAsync($"{busy.Url}|{stumbling.Url}"))!.Downloaded.Should().Be(1);

        busy.Requests.Should().HaveCount(1);
        stumbling.Requests.Should().HaveCount(2);
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
    public async Task A_store_whose_writers_were_killed_verifies_clean_and_the_next_run_finishes_the_work(int kills)
    {
        var random = new Random(3);
        for (var round = 0; round < kills; round++)
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

    /// <summary>Three of ten answers are wrong, each in one of the ways that networks and servers have.</summary>
    private static Func<string, int, Reply?> Misfortune(int seed)
    {
        Reply[] misfortunes =
        [
            Reply.ResetConnection, Reply.NoAnswer, Reply.Error(500), Reply.Error(502), Reply.Error(503), Reply.Error(429),
            Reply.Error(429) with { Headers = "Retry-After: 1\r\n" }, Reply.Html,
            Reply.CutAfter(Many[0].Zip, 100), new(200, [.. Many[0].Zip[..^20], .. new byte[20]]),
        ];
        var random = new Random(seed);
        return (_, _) =>
        {
            lock (random)
            {
                return random.NextDouble() > 0.3 ? null : misfortunes[random.Next(misfortunes.Length)];
            }
        };
    }

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
