using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using GoDockerTasks.Network;
using GoDockerTasks.Network.Probing;
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
    public async Task A_proxy_without_the_module_works_and_says_so()
    {
        var proxy = _scene.Serve();
        proxy.Fail(_ => true, Fault.Status(404));

        var probe = await _scene.ProbeAsync(proxy.Url);

        probe.Ok.Should().BeTrue();
        probe.Notes.Should().ContainMatch("it does not have example.com/!hello/@v/v1.0.0*");
    }

    [Test]
    public async Task A_login_page_is_no_module()
    {
        var portal = _scene.Serve();
        portal.Fail(_ => true, Fault.Html);

        (await _scene.ProbeAsync(portal.Url)).Should().BeEquivalentTo(new
        {
            Ok = false,
            Stage = ProbeStage.Module,
            Error = "it serves an HTML page, such as a login or error page as example.com/!hello/@v/v1.0.0.mod",
        });
    }

    [TestCase(".mod", "module example.com/other\n", "another go.mod")]
    [TestCase(".mod", "", "nothing (0 bytes)")]
    [TestCase(".info", "{\"Version\":\"v1.0.1\"}", "the .info of another version")]
    [TestCase(".info", "<html>", "something else than JSON")]
    [TestCase(".info", "[1]", "the .info of another version")]
    [TestCase(".zip", "<html>", "something else than a zip")]
    [TestCase(".zip", "", "HTTP 416")]
    public async Task Content_that_is_not_the_modules_is_a_lie(string extension, string content, string why)
    {
        _scene.Write(_scene.Module.Module.Escaped + extension, Encoding.UTF8.GetBytes(content));

        var probe = await _scene.ProbeAsync(_scene.Serve().Url);

        probe.Should().BeEquivalentTo(new { Ok = false, Stage = ProbeStage.Module });
        probe.Error.Should().Contain(why);
    }

    [Test]
    public async Task A_mirror_that_has_what_does_not_exist_lies()
    {
        _scene.Write("example.com/!hello/@v/v999.0.0.info", "{\"Version\":\"v999.0.0\"}"u8.ToArray());

        (await _scene.ProbeAsync(_scene.Serve().Url)).Error.Should()
            .Be("it answers HTTP 200 for example.com/!hello/@v/v999.0.0.info, which does not exist");
    }

    [Test]
    public async Task Zips_that_come_from_a_host_which_is_blocked_are_told_with_that_host()
    {
        var proxy = _scene.Serve();
        proxy.Fail(".zip", Fault.Status(302, ("Location", "http://storage.test:9/hello.zip")));

        (await _scene.ProbeAsync(proxy.Url)).Error.Should()
            .Be("example.com/!hello/@v/v1.0.0.zip cannot be fetched from storage.test: there is no such name");
    }

    [Test]
    public async Task Zips_that_come_from_a_host_which_is_not_trusted_are_told_with_that_host_and_its_issuer()
    {
        using var certificate = ProbeScene.Certificate("Corporate Root CA", "storage.test");
        var storage = new Uri(_scene.Serve(certificate).Url);
        _scene.Lookup = ProbeScene.Loopback(IPAddress.Loopback);
        var proxy = _scene.Serve();
        proxy.Fail(".zip", Fault.Status(302, ("Location", $"https://storage.test:{storage.Port}/hello.zip")));

        (await _scene.ProbeAsync(proxy.Url)).Error.Should().Be(
            "example.com/!hello/@v/v1.0.0.zip cannot be fetched from storage.test: the certificate was issued by 'Corporate Root CA', which is not trusted");
    }

    [TestCase("storage.test", "at storage.test, where the way leads on to: the certificate was issued by 'Corporate Root CA', which is not trusted")]
    [TestCase("portal.test", "at storage.test, where the way leads on to: the certificate is for portal.test, not for storage.test")]
    public async Task The_certificate_of_a_host_that_a_proxy_sends_on_to_is_not_held_against_the_proxy(string name, string why)
    {
        using var certificate = ProbeScene.Certificate("Corporate Root CA", name);
        var storage = new Uri(_scene.Serve(certificate).Url);
        _scene.Lookup = ProbeScene.Loopback(IPAddress.Loopback);
        var proxy = _scene.Serve();
        proxy.Fail(_ => true, Fault.Status(302, ("Location", $"https://storage.test:{storage.Port}/hello")));

        (await _scene.ProbeAsync(proxy.Url)).Should().BeEquivalentTo(new { Ok = false, Stage = ProbeStage.Tls, Error = why });
    }

    [Test]
    public async Task A_zip_that_is_refused_where_the_rest_is_not_is_told()
    {
        var proxy = _scene.Serve();
        proxy.Fail(".zip", Fault.Status(403));

        (await _scene.ProbeAsync(proxy.Url)).Error.Should().Be("HTTP 403 for example.com/!hello/@v/v1.0.0.zip");
    }

    [Test]
    public async Task A_proxy_that_trickles_is_slow()
    {
        var proxy = _scene.Serve();
        proxy.Fail(".zip", Fault.Slow(2_000));

        var probe = await _scene.ProbeAsync(proxy.Url);

        probe.Ok.Should().BeTrue();
        probe.IsSlow.Should().BeTrue();
    }

    [Test]
    public async Task A_checksum_database_that_the_proxy_refuses_is_told_and_the_proxy_works()
    {
        var proxy = _scene.Serve();
        proxy.Fail("/supported", Fault.Status(403));

        var probe = await _scene.ProbeAsync(proxy.Url);

        probe.Ok.Should().BeTrue();
        probe.Notes.Should().ContainMatch("it answers HTTP 403 on /sumdb/sum.golang.org/supported*");
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

    private static async Task<IPAddress[]> Never(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return [];
    }
}
