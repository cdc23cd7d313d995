using System.Collections.Concurrent;
using System.Net.Sockets;
using GoDockerTasks.Network;
using GoDockerTasks.Network.Probing;
using GoDockerTasks.Settings;
using GoDockerTasks.TestSupport;
using GoDockerTasks.Tests.Fakes;
using GoDockerTasks.Tests.Network.Fakes;

namespace GoDockerTasks.Tests.Network;

[TestFixture]
public sealed class NetworkResolverTests : IAsyncDisposable
{
    // Nothing listens on the discard port of loopback.
    private const string Dead = "http://127.0.0.1:9";

    private readonly ProbeScene _scene = new();
    private readonly RecordingLog _log = new();
    private readonly ConcurrentBag<string> _lookedUp = [];

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Test]
    public async Task Where_nothing_is_set_Go_s_own_list_is_taken() =>
        (await ResolveAsync(null, modulesAreHere: true)).GoProxy.ToString().Should().Be("https://proxy.golang.org,direct");

    [Test]
    public async Task Nothing_is_probed_when_every_module_is_there()
    {
        var proxy = _scene.Serve();

        var plan = await ResolveAsync(proxy.Url, modulesAreHere: true);

        plan.Probes.Should().BeEmpty();
        proxy.Requests.Should().BeEmpty();
    }

    [Test]
    public async Task The_only_proxy_of_a_list_is_not_probed_because_there_is_nothing_to_choose()
    {
        var proxy = _scene.Serve();

        var plan = await ResolveAsync($"{proxy.Url},direct");

        plan.GoProxy.ToString().Should().Be($"{proxy.Url},direct");
        plan.Probes.Should().BeEmpty();
        proxy.Requests.Should().BeEmpty();
        plan.Reasons.Should().Contain($"{proxy.Url}: not probed, because it is the only one in the list.");
    }

    [Test]
    public async Task The_only_proxy_beside_a_folder_is_probed_where_it_may_change_places_with_it()
    {
        var proxy = _scene.Serve();

        (await ResolveAsync($"file:///srv/modules,{proxy.Url}")).Probes.Should().BeEmpty();
        (await ResolveAsync($"file:///srv/modules|{proxy.Url}")).Probes.Should().ContainSingle();
    }

    [Test]
    public async Task A_dead_proxy_is_asked_after_a_live_one_that_a_pipe_joins_to_it()
    {
        var proxy = _scene.Serve();

        var plan = await ResolveAsync($"{Dead}|{proxy.Url},direct");

        plan.GoProxy.ToString().Should().Be($"{proxy.Url}|{Dead},direct");
        plan.Probes.Select(probe => (probe.Url, probe.Ok)).Should().Equal((Dead, false), (proxy.Url, true));
        _log.Text.Should().Contain($"{Dead} does not answer (tcp:");
    }

    [Test]
    public async Task A_comma_keeps_its_meaning_and_the_reader_is_told_what_it_means()
    {
        var proxy = _scene.Serve();

        var plan = await ResolveAsync($"{Dead},{proxy.Url}");

        plan.GoProxy.ToString().Should().Be($"{Dead},{proxy.Url}");
        plan.Reasons.Should().ContainMatch("*a comma follows it, so Go stops there*");
    }

    [Test]
    public async Task A_silent_proxy_is_asked_last_even_before_a_comma_because_Go_waits_for_ever()
    {
        var silent = _scene.Serve();
        var proxy = _scene.Serve();
        silent.Fail(_ => true, Fault.Hang);

        var plan = await ResolveAsync($"{silent.Url},{proxy.Url}");

        plan.GoProxy.ToString().Should().Be($"{proxy.Url},{silent.Url}");
        plan.Probes[0].IsSilent.Should().BeTrue();
    }

    [Test]
    public async Task A_mirror_that_lies_is_asked_after_one_that_does_not()
    {
        var lying = _scene.Serve();
        var honest = _scene.Serve();
        lying.Fail(_ => true, Fault.Html);

        var plan = await ResolveAsync($"{lying.Url}|{honest.Url}");

        plan.GoProxy.Elements[0].Address.Should().Be(honest.Url);
        plan.Reasons.Should().ContainMatch($"{lying.Url} does not work (module: it serves an HTML page*");
    }

    [Test]
    public async Task Beside_a_list_that_is_given_nobody_is_asked_whatever_it_answers()
    {
        var corporate = _scene.Serve();
        corporate.Fail(_ => true, Fault.Status(403));

        var plan = await ResolveAsync($"{corporate.Url},{Dead},direct");

        plan.GoProxy.ToString().Should().Be($"{corporate.Url},{Dead},direct");
        plan.Reasons.Should().ContainMatch("*HTTP 403: it refuses to serve*");
        _lookedUp.Should().BeEmpty();
    }

    [Test]
    public async Task Where_nothing_is_set_the_public_proxies_are_asked_for_one_public_module()
    {
        await ResolveAsync(null);

        _lookedUp.Distinct().Should().BeEquivalentTo(WellKnownProxies.All.Select(address => new Uri(address).Host));
        NetworkResolver.Mirrors(null, _scene.Settings, _scene.Question).Should()
            .OnlyContain(candidate => candidate.Module.ToString() == "rsc.io/quote/@v/v1.5.2");
    }

    [Test]
    public async Task Mirrors_that_the_user_allows_are_asked_besides()
    {
        _scene.Settings = _scene.Settings with { Mirrors = MirrorPolicy.Auto };

        await ResolveAsync(Dead);

        _lookedUp.Should().Contain("goproxy.cn");
    }

    [Test]
    public async Task What_was_found_out_is_remembered_until_something_fails()
    {
        var proxy = _scene.Serve();
        var list = $"{Dead}|{proxy.Url}";
        await ResolveAsync(list);
        var asked = proxy.Requests.Count;

        var again = await ResolveAsync(list);
        proxy.Requests.Should().HaveCount(asked);
        again.Probes.Should().HaveCount(2).And.OnlyContain(probe => probe.Steps.Count > 0);

        Resolver().Forget(_scene.Settings);
        await ResolveAsync(list);
        proxy.Requests.Count.Should().BeGreaterThan(asked);
    }

    [Test]
    public async Task That_nobody_answers_is_not_remembered()
    {
        await ResolveAsync($"{Dead}|{Dead}/other");

        Directory.Exists(Path.Combine(_scene.Settings.Cache, "probes")).Should().BeFalse();
    }

    [Test]
    public void A_memory_counts_on_its_network_for_its_time_and_for_the_same_way()
    {
        ProbeCandidate[] candidates = [new(Dead, _scene.Question.Own, null)];
        ProbeResult[] results = [new(Dead, true, ProbeStage.Module, TimeSpan.FromMilliseconds(3), null)];
        ProbeMemory Memory(string network) => new(_scene.File("probes"), TimeProvider.System, () => network);

        Memory("office").Keep(candidates, _scene.Settings, results);

        Memory("office").Find(candidates, _scene.Settings)!.Value.Results.Should().BeEquivalentTo(results);
        Memory("home").Find(candidates, _scene.Settings).Should().BeNull();
        Memory("office").Find(candidates, _scene.Settings with { HttpsProxy = "http://other:3128" }).Should().BeNull();
        File.SetLastWriteTimeUtc(Directory.GetFiles(_scene.File("probes")).Single(), DateTime.UtcNow.AddMinutes(-10));
        Memory("office").Find(candidates, _scene.Settings).Should().BeNull();
    }

    [Test]
    public async Task No_credentials_are_said_or_written()
    {
        await ResolveAsync("https://user:canary@127.0.0.1:9|https://user:canary@127.0.0.1:9/other");

        _log.Text.Should().NotContain("canary").And.Contain("***@127.0.0.1:9");
    }

    private NetworkResolver Resolver() => new(
        new ProxyProber(TimeProvider.System, (host, _, _) =>
        {
            _lookedUp.Add(host);
            throw new SocketException((int)SocketError.HostNotFound);
        }),
        TimeProvider.System);

    private Task<NetworkPlan> ResolveAsync(string? goProxy, bool modulesAreHere = false) => Resolver().ResolveAsync(
        _scene.Settings with { GoProxy = goProxy }, modulesAreHere ? null : _scene.Question, _log, CancellationToken.None);
}
