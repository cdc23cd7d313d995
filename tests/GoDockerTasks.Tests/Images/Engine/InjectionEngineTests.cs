using GoDockerTasks.Images;
using GoDockerTasks.Io;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Tests.Images.Engine;

/// <summary>What RUN steps get of the way through the network, and that none of it stays in the image or costs a layer.</summary>
public sealed class InjectionEngineTests : EngineFixture
{
    private const string Shell = "FROM scratch\nCOPY busybox /bin/sh\nCOPY busybox /bin/cat\nCOPY busybox /bin/env\n";

    [Test]
    public async Task HTTP_proxies_reach_RUN_steps_in_both_spellings_and_are_in_no_history_and_no_cache_key()
    {
        var request = Request($"{Shell}RUN env && echo {Guid.NewGuid()}\n");

        var first = await BuildAsync(WithProxies(request, "first"));
        var second = await BuildAsync(WithProxies(request, "second"));

        first.CachedSteps.Should().BeLessThan(first.TotalSteps);
        foreach (var (name, scheme) in new[] { ("HTTP_PROXY", "http"), ("HTTPS_PROXY", "http"), ("ALL_PROXY", "socks5") })
        {
            Log.Output.Should().ContainMatch($"* {name}={scheme}://first.test:3128").And.ContainMatch($"* {name.ToLowerInvariant()}={scheme}://first.test:3128");
        }

        Log.Output.Should().ContainMatch("* NO_PROXY=first.test,.corp.test").And.ContainMatch("* no_proxy=first.test,.corp.test");
        second.CachedSteps.Should().Be(second.TotalSteps);
        var history = await Processes.CaptureAsync(new("docker", ["history", "--no-trunc", $"{Settings.Image}:latest"]), default);
        var config = await Processes.CaptureAsync(new("docker", ["image", "inspect", $"{Settings.Image}:latest"]), default);
        (history.Output + config.Output).Should().NotContain("first.test").And.NotContain("PROXY");
    }

    [Test]
    public async Task A_host_that_is_added_is_found_in_RUN_steps_and_may_move_without_costing_a_layer()
    {
        var request = Request($"{Shell}RUN cat /etc/hosts && echo {Guid.NewGuid()}\n");

        await BuildAsync(With(request, settings => settings with { Build = new() { AddHosts = ["goproxy.test:192.0.2.1"] } }));
        var moved = await BuildAsync(With(request, settings => settings with { Build = new() { AddHosts = ["goproxy.test:192.0.2.2"] } }));

        Log.Output.Should().ContainMatch("*192.0.2.1*goproxy.test");
        moved.CachedSteps.Should().Be(moved.TotalSteps);
    }

    [Test]
    public async Task RUN_steps_have_the_network_that_is_asked_for()
    {
        var request = Request($"{Shell}RUN cat /proc/net/dev && echo {Guid.NewGuid()}\n");

        await BuildAsync(With(request, settings => settings with { RunNetwork = RunNetwork.None }));
        Log.Output.Should().NotContainMatch("*eth0:*").And.NotContainMatch("*docker0:*");
        await BuildAsync(With(request, settings => settings with { RunNetwork = RunNetwork.Default }));
        Log.Output.Should().ContainMatch("*eth0:*").And.NotContainMatch("*docker0:*");
        await BuildAsync(With(request, settings => settings with { RunNetwork = RunNetwork.Host }));
        Log.Output.Should().ContainMatch("*docker0:*");
    }

    private static BuildRequest With(BuildRequest request, Func<ServiceSettings, ServiceSettings> change) =>
        request with { Settings = change(request.Settings) };

    private static BuildRequest WithProxies(BuildRequest request, string host) => request with
    {
        Network = request.Network with
        {
            HttpProxy = $"http://{host}.test:3128",
            HttpsProxy = $"http://{host}.test:3128",
            AllProxy = $"socks5://{host}.test:3128",
            NoProxy = $"{host}.test,.corp.test",
        },
    };

    private async Task<BuildAttempt> BuildAsync(BuildRequest request)
    {
        var attempt = await Builder().BuildAsync(request, Log, default);
        attempt.Succeeded.Should().BeTrue("{0}", string.Join('\n', Log.Output));
        return attempt;
    }
}
