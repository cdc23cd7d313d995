using GoDockerTasks.Io;
using GoDockerTasks.Network;
using GoDockerTasks.Settings;
using GoDockerTasks.TestSupport;
using GoDockerTasks.Tests.Fakes;

namespace GoDockerTasks.Tests.Network;

[TestFixture]
public sealed class NetworkResolverTests : IDisposable
{
    // Nothing listens on the discard port of loopback.
    private const string Dead = "http://127.0.0.1:9";

    private readonly TempDirectory _folder = new();
    private readonly RecordingLog _log = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task Where_nothing_is_set_Go_s_own_list_is_taken() =>
        (await ResolveAsync(null, modulesAreHere: true)).GoProxy.ToString().Should().Be("https://proxy.golang.org,direct");

    [Test]
    public async Task Nothing_is_probed_when_every_module_is_there()
    {
        await using var proxy = LoopbackGoProxy.Start(_folder.Path);

        var plan = await ResolveAsync(proxy.Url, modulesAreHere: true);

        plan.Probes.Should().BeEmpty();
        proxy.Requests.Should().BeEmpty();
    }

    [Test]
    public async Task A_dead_proxy_is_asked_after_a_live_one_that_a_pipe_joins_to_it()
    {
        await using var proxy = LoopbackGoProxy.Start(_folder.Path);

        var plan = await ResolveAsync($"{Dead}|{proxy.Url},direct");

        plan.GoProxy.ToString().Should().Be($"{proxy.Url}|{Dead},direct");
        plan.Probes.Select(probe => (probe.Url, probe.Ok)).Should().Equal((Dead, false), (proxy.Url, true));
        _log.Text.Should().Contain($"{Dead} does not answer (tcp:");
    }

    [Test]
    public async Task A_comma_keeps_its_meaning_and_the_reader_is_told_what_it_means()
    {
        await using var proxy = LoopbackGoProxy.Start(_folder.Path);

        var plan = await ResolveAsync($"{Dead},{proxy.Url}");

        plan.GoProxy.ToString().Should().Be($"{Dead},{proxy.Url}");
        plan.Reasons.Should().ContainMatch("*a comma follows it, so Go stops there*");
    }

    [Test]
    public async Task A_proxy_that_fails_inside_is_dead_and_one_that_lacks_a_page_is_not()
    {
        await using var broken = LoopbackGoProxy.Start(_folder.Path);
        await using var empty = LoopbackGoProxy.Start(_folder.Path);
        broken.Fail(_ => true, Fault.Status(503));

        var plan = await ResolveAsync($"{broken.Url}|{empty.Url}");

        plan.Probes.Select(probe => probe.Error).Should().Equal("HTTP 503", null);
        plan.GoProxy.Elements[0].Address.Should().Be(empty.Url);
    }

    [Test]
    public async Task No_credentials_are_said()
    {
        await ResolveAsync("https://user:canary@127.0.0.1:9");

        _log.Text.Should().NotContain("canary").And.Contain("***@127.0.0.1:9");
    }

    private Task<NetworkPlan> ResolveAsync(string? goProxy, bool modulesAreHere = false)
    {
        var settings = SettingsReader.Read(new() { WorkingDirectory = _folder.Path }) with { GoProxy = goProxy };

        return new NetworkResolver(new ProxyProber(TimeProvider.System)).ResolveAsync(settings, modulesAreHere, _log, CancellationToken.None);
    }
}
