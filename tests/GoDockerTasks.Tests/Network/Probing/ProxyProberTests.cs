using GoDockerTasks.Network;
using GoDockerTasks.TestSupport;
using GoDockerTasks.Tests.Modules.Fakes;
using GoDockerTasks.Tests.Network.Fakes;

namespace GoDockerTasks.Tests.Network;

/// <summary>Each hop on the way to a module proxy broken on its own: the probe names it.</summary>
[TestFixture]
public sealed class ProxyProberTests : IAsyncDisposable
{
    private readonly ProbeScene _scene = new();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Test]
    public async Task A_good_proxy_passes_every_stage_each_timed_apart()
    {
        var proxy = _scene.Serve();

        var probe = await _scene.ProbeAsync(proxy.Url);

        probe.Should().BeEquivalentTo(new { Ok = true, Stage = ProbeStage.Module, Error = (string?)null, Url = proxy.Url });
        probe.Steps.Select(step => $"{step.Stage} {step.What}".Trim()).Should()
            .BeEquivalentTo("Tcp IPv4", "Http", "Module .mod", "Module .info", "Module .zip", "Module what cannot be", "Module sumdb");
        probe.Steps.Should().OnlyContain(step => step.Ok);
        probe.Notes.Should().BeEmpty();
        probe.BytesPerSecond.Should().BePositive();
        proxy.Requests.Select(request => request.Path).Should().OnlyContain(path =>
            path.StartsWith("/example.com/%21hello/@v/", StringComparison.Ordinal) || path == "/sumdb/sum.golang.org/supported");
    }

    [TestCase("Corporate Root CA", "127.0.0.1", 1, "issued by 'Corporate Root CA', which is not trusted")]
    [TestCase("Zscaler Intermediate Root CA", "127.0.0.1", 1, "Zscaler opens TLS on the way")]
    [TestCase("Corporate Root CA", "portal.test", 1, "the certificate is for portal.test, not for 127.0.0.1")]
    [TestCase("Corporate Root CA", "127.0.0.1", -2, "the certificate expired on 20")]
    public async Task A_certificate_that_does_not_fit_is_a_matter_of_TLS(string issuer, string host, int daysLeft, string why)
    {
        using var certificate = ProbeScene.Certificate(issuer, host, daysLeft);

        var probe = await _scene.ProbeAsync(_scene.Serve(certificate).Url);

        probe.Should().BeEquivalentTo(new { Ok = false, Stage = ProbeStage.Tls });
        probe.Error.Should().Contain(why);
    }

    [Test]
    public async Task A_proxy_that_closes_the_connection_in_the_handshake_is_a_matter_of_TLS()
    {
        var plain = _scene.Serve();

        var probe = await _scene.ProbeAsync(plain.Url.Replace("http:", "https:", StringComparison.Ordinal));

        probe.Should().BeEquivalentTo(new { Ok = false, Stage = ProbeStage.Tls });
    }

    [TestCase(401, "HTTP 401: it refuses to serve example.com/!hello/@v/v1.0.0")]
    [TestCase(403, "HTTP 403: it refuses to serve example.com/!hello/@v/v1.0.0")]
    [TestCase(429, "HTTP 429")]
    [TestCase(503, "HTTP 503")]
    public async Task A_status_is_a_matter_of_HTTP(int status, string why)
    {
        var proxy = _scene.Serve();
        proxy.Fail(_ => true, Fault.Status(status));

        var probe = await _scene.ProbeAsync(proxy.Url);

        probe.Should().BeEquivalentTo(new { Ok = false, Stage = ProbeStage.Http, Error = why });
    }

    [Test]
    public async Task A_proxy_that_accepts_and_never_answers_is_a_matter_of_HTTP()
    {
        var proxy = _scene.Serve();
        proxy.Fail(_ => true, Fault.Hang);

        var probe = await _scene.ProbeAsync(proxy.Url);

        probe.Should().BeEquivalentTo(new { Ok = false, Stage = ProbeStage.Http, Error = "no answer within 2.5 s" });
    }

    [Test]
    public async Task An_HTTP_proxy_that_wants_other_credentials_is_named_without_them()
    {
        var modules = _scene.Serve();
        await using var gate = new ConnectProxy(new Uri(modules.Url).Port, "user:right");
        _scene.Settings = _scene.Settings with { HttpsProxy = $"http://user:canary@127.0.0.1:{gate.Port}" };

        var probe = await _scene.ProbeAsync("https://goproxy.test");

        probe.Error.Should().Be($"HTTP 407: HTTP proxy http://127.0.0.1:{gate.Port} wants credentials, or others");
        probe.ToString().Should().NotContain("canary");
    }

    [Test]
    public async Task An_HTTP_proxy_that_is_dead_is_named()
    {
        _scene.Settings = _scene.Settings with { HttpsProxy = "http://127.0.0.1:9" };

        (await _scene.ProbeAsync("https://goproxy.test")).Error.Should().Be("HTTP proxy http://127.0.0.1:9: connection refused");
    }

    [Test]
    public async Task Nobody_is_waited_for_when_the_first_that_can_be_used_is_known()
    {
        var good = _scene.Serve();
        var hanging = _scene.Serve();
        hanging.Fail(_ => true, Fault.Hang);

        var probes = await _scene.ProbeAllAsync(all: false, "http://127.0.0.1:9", good.Url, hanging.Url);

        probes.Select(probe => (probe.Ok, probe.Unfinished)).Should().Equal((false, false), (true, false), (false, true));
    }

    [Test]
    public async Task A_near_proxy_is_not_kept_waiting_by_a_dead_one_before_it()
    {
        using var silent = new SilentServer();
        var good = _scene.Serve();

        var probes = await _scene.ProbeAllAsync(all: false, silent.Url, good.Url);

        probes.Select(probe => (probe.Ok, probe.Unfinished)).Should().Equal((false, true), (true, false));
    }
}
