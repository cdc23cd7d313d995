using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using GoDockerTasks.Network;
using GoDockerTasks.Network.Probing;
using GoDockerTasks.Tests.Network.Fakes;

namespace GoDockerTasks.Tests.Network;

/// <summary>Names and addresses on the way to a module proxy broken on their own: the probe names the hop.</summary>
[TestFixture]
public sealed class NameProbeTests : IAsyncDisposable
{
    private readonly ProbeScene _scene = new();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [TestCase(SocketError.HostNotFound, "there is no such name")]
    [TestCase(SocketError.TryAgain, "the name server fails or does not answer")]
    [TestCase(SocketError.NoData, "the name has no address")]
    public async Task A_name_that_cannot_be_looked_up_is_a_matter_of_DNS(SocketError error, string why)
    {
        _scene.Lookup = (_, _, _) => throw new SocketException((int)error);

        var probe = await _scene.ProbeAsync("https://goproxy.test");

        probe.Should().BeEquivalentTo(new { Ok = false, Stage = ProbeStage.Dns, Error = why });
        probe.Steps.Select(step => step.What).Should().BeEquivalentTo("A", "AAAA");
    }

    [Test]
    public async Task A_name_server_that_is_silent_is_a_matter_of_DNS()
    {
        _scene.Lookup = (_, _, token) => Never(token);

        var probe = await _scene.ProbeAsync("https://goproxy.test");

        probe.Should().BeEquivalentTo(new { Ok = false, Stage = ProbeStage.Dns, Error = "no answer within 2.5 s" });
    }

    [Test]
    public async Task Many_names_whose_server_is_silent_take_no_longer_than_one()
    {
        using var answer = new ManualResetEventSlim();
        _scene.Lookup = NameLookups.OnThreads((_, _) => answer.Wait(TimeSpan.FromSeconds(20)) ? [] : throw new SocketException((int)SocketError.TryAgain));
        var watch = Stopwatch.StartNew();

        var probes = await _scene.ProbeAllAsync(all: true, [.. Enumerable.Range(1, 16).Select(i => $"https://goproxy-{i}.test")]);

        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(4), "it takes 2.5 s, and threads of the pool do not block");
        probes.Should().OnlyContain(probe => probe.Stage == ProbeStage.Dns && probe.Error == "no answer within 2.5 s");
        answer.Set();
    }

    [Test]
    public async Task A_name_that_is_too_long_to_be_one_is_a_matter_of_DNS()
    {
        _scene.Lookup = NameLookups.System;

        var probe = await _scene.ProbeAsync($"http://{string.Join('.', Enumerable.Repeat("proxy", 60))}.invalid");

        probe.Should().BeEquivalentTo(new { Ok = false, Stage = ProbeStage.Dns, Error = "there is no such name" });
    }

    [Test]
    public async Task A_dead_address_beside_a_good_one_of_the_same_family_is_told_and_costs_a_head_start_only()
    {
        using var silent = new SilentServer();
        var port = new Uri(silent.Url).Port;
        _scene.Serve(address: IPAddress.Parse("127.0.0.2"), port: port);
        _scene.Lookup = ProbeScene.Loopback(IPAddress.Loopback, IPAddress.Parse("127.0.0.2"), IPAddress.IPv6Loopback);

        var probe = await _scene.ProbeAsync($"http://goproxy.test:{port}");

        probe.Ok.Should().BeTrue("{0}", probe.Error);
        probe.Steps.Where(step => step.Stage == ProbeStage.Tcp).Select(step => (step.What, step.Ok)).Should()
            .BeEquivalentTo([("IPv4", false), ("IPv4", true), ("IPv6", false)]);
        probe.Notes.Should().BeEquivalentTo(
            $"127.0.0.1:{port}: no answer; another address answers", $"IPv6 does not work ([::1]:{port}: connection refused); the other family does");
    }

    [Test]
    public async Task A_dead_IPv6_beside_a_good_IPv4_is_told_and_the_proxy_works()
    {
        var proxy = _scene.Serve();
        _scene.Lookup = ProbeScene.Loopback(IPAddress.Loopback, IPAddress.IPv6Loopback);

        var probe = await _scene.ProbeAsync(proxy.Url.Replace("127.0.0.1", "goproxy.test", StringComparison.Ordinal));

        probe.Ok.Should().BeTrue();
        probe.Steps.Where(step => step.Stage == ProbeStage.Tcp).Select(step => (step.What, step.Ok)).Should()
            .BeEquivalentTo([("IPv4", true), ("IPv6", false)]);
        probe.Notes.Should().ContainMatch("IPv6 does not work (?::1]:*); the other family does");
    }

    [Test]
    public async Task An_AAAA_question_without_an_answer_is_told_and_the_proxy_works()
    {
        var proxy = _scene.Serve();
        _scene.Lookup = (_, family, token) =>
            family == AddressFamily.InterNetwork ? Task.FromResult(new[] { IPAddress.Loopback }) : Never(token);

        var probe = await _scene.ProbeAsync(proxy.Url.Replace("127.0.0.1", "goproxy.test", StringComparison.Ordinal));

        probe.Ok.Should().BeTrue();
        probe.Steps.Should().Contain(step => step.What == "AAAA" && !step.Ok);
        probe.Notes.Should().Contain("the name server does not answer the question for AAAA records: Go waits for it");
    }

    [Test]
    public async Task A_port_that_refuses_is_a_matter_of_TCP()
    {
        var probe = await _scene.ProbeAsync("http://127.0.0.1:9");

        probe.Should().BeEquivalentTo(new { Ok = false, Stage = ProbeStage.Tcp, Error = "connection refused" });
    }

    [Test]
    public async Task A_firewall_that_drops_packets_is_a_matter_of_TCP()
    {
        using var silent = new SilentServer();

        var probe = await _scene.ProbeAsync(silent.Url);

        probe.Should().BeEquivalentTo(new { Ok = false, Stage = ProbeStage.Tcp, Error = "no answer within 2.5 s" });
    }

    private static async Task<IPAddress[]> Never(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return [];
    }
}
