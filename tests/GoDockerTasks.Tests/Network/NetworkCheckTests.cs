using System.Net;
using System.Net.Sockets;
using GoDockerTasks.Checks;
using GoDockerTasks.Errors;
using GoDockerTasks.Network.Checks;
using GoDockerTasks.Network.Probing;
using GoDockerTasks.Settings;
using GoDockerTasks.TestSupport;
using GoDockerTasks.Tests.Modules.Fakes;
using GoDockerTasks.Tests.Network.Fakes;

namespace GoDockerTasks.Tests.Network;

/// <summary>Broken networks as Doctor sees them: which hop, why, and what to do.</summary>
[TestFixture]
public sealed class NetworkCheckTests : IAsyncDisposable
{
    private readonly ProbeScene _scene = new();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [TestCase("HTTP_PROXY=http://a:1;http_proxy=http://b:2", "HTTP_PROXY and http_proxy differ", "export http_proxy=\"$HTTP_PROXY\"")]
    [TestCase("ALL_PROXY=socks5://a:1", "ALL_PROXY is set, which curl reads and Go does not", "export HTTPS_PROXY=")]
    [TestCase("HTTPS_PROXY=http://a:1;NO_PROXY=http://corp.example，10.0.0.1", "full-width '，'", "export NO_PROXY=corp.example,10.0.0.1")]
    [TestCase("HTTPS_PROXY=http://a:1;NO_PROXY=https://corp.example/", "scheme matches nothing", "export NO_PROXY=corp.example")]
    [TestCase("HTTPS_PROXY=http://127.0.0.1:7890", "on this machine's loopback, which RUN steps do not see", "http://172.17.0.1:7890")]
    [TestCase("GONOSUMCHECK=1", "GONOSUMCHECK is set, which Go does not know", "GONOSUMDB")]
    public async Task What_does_not_do_what_it_looks_like_is_told(string variables, string evidence, string fix)
    {
        var finding = (await EnvironmentAsync(variables)).Should().ContainSingle().Which;

        finding.State.Should().Be(CheckState.Warning);
        finding.Evidence.Should().Contain(evidence);
        finding.Fix.Should().Contain(fix);
    }

    [Test]
    public async Task Every_invalid_setting_is_broken_with_the_right_form_and_without_its_credentials()
    {
        var findings = await EnvironmentAsync("GOPROXY=http://user:canary@goproxy.example,direct;GOPRIVATE=https://git.example");

        findings.Should().OnlyContain(finding => finding.State == CheckState.Broken && finding.ExitCode == ExitCode.Settings);
        findings.Select(finding => finding.Evidence).Should().ContainMatch("*write 'https://***@goproxy.example,direct'*")
            .And.ContainMatch("*write 'git.example'*").And.NotContainMatch("*canary*");
    }

    [Test]
    public async Task A_huge_NO_PROXY_is_shown_by_its_beginning_and_without_credentials()
    {
        var entries = string.Join(',', Enumerable.Range(0, 5_000).Select(i => $"host{i}.corp.example"));

        var finding = (await EnvironmentAsync($"HTTPS_PROXY=http://a.test:1;NO_PROXY=http://user:canary@first.example,{entries}")).Should().ContainSingle().Which;

        finding.Evidence.Length.Should().BeLessThan(300);
        finding.Evidence.Should().StartWith("NO_PROXY is 'http://***@first.example,host0.corp.example");
        finding.Fix.Should().StartWith("export NO_PROXY=first.example,host0.corp.example").And.NotContain("canary");
    }

    [Test]
    public async Task A_sound_environment_is_told_with_where_it_comes_from()
    {
        (await EnvironmentAsync("GOPROXY=https://goproxy.example")).Should()
            .Equal(Finding.Ok("GOPROXY https://goproxy.example (GOPROXY); GOPRIVATE not set; HTTPS_PROXY not set"));
    }

    [Test]
    public async Task A_name_that_is_found_and_one_that_is_not()
    {
        NameLookup lookup = (host, family, _) => host == "good.test" && family == AddressFamily.InterNetwork
            ? Task.FromResult(new[] { IPAddress.Parse("192.0.2.1") })
            : throw new SocketException((int)(host == "good.test" ? SocketError.NoData : SocketError.HostNotFound));

        var findings = await new NamesCheck(
            [new("https://good.test"), new("https://bad.test"), new("https://spared.test"), new("http://127.0.0.1:1")], [new("https://registry.test")],
            (proxy, _) => Task.FromResult(proxy.Host == "spared.test"), _scene.Settings, lookup, TimeProvider.System).RunAsync(default);

        findings.Select(finding => finding.State).Should().Equal(CheckState.Ok, CheckState.Broken, CheckState.Warning, CheckState.Warning);
        findings[0].Evidence.Should().StartWith("good.test: 192.0.2.1");
        findings[1].Should().BeEquivalentTo(new { Evidence = "bad.test: there is no such name", ExitCode = ExitCode.NetworkNeedsChange });
        findings[1].Fix.Should().Contain("nslookup bad.test");
        findings[2].Evidence.Should().Be("spared.test: there is no such name; another proxy takes over");
    }

    [Test]
    public async Task Behind_an_HTTP_proxy_only_its_own_name_has_to_be_found()
    {
        List<string> asked = [];
        NameLookup lookup = (host, _, _) =>
        {
            lock (asked)
            {
                asked.Add(host);
            }

            throw new SocketException((int)SocketError.HostNotFound);
        };

        await new NamesCheck(
            [new("https://a.test")], [new("https://b.test")], (_, _) => Task.FromResult(false), _scene.Settings with { HttpsProxy = "http://proxy.test:3128" }, lookup, TimeProvider.System).RunAsync(default);

        asked.Distinct().Should().Equal("proxy.test");
    }

    [Test]
    public async Task A_good_proxy_is_told_with_the_times_of_its_stages()
    {
        var proxy = _scene.Serve();

        var finding = (await ProxiesAsync(proxy.Url)).Should().ContainSingle().Which;

        finding.State.Should().Be(CheckState.Ok);
        finding.Evidence.Should().MatchRegex(@"^http://127\.0\.0\.1:\d+: \d+ ms \(tcp \d+, http \d+, module \d+\)$");
    }

    [TestCase(403, ExitCode.NetworkNeedsChange, "~/.netrc")]
    [TestCase(503, ExitCode.NetworkTransient, "run again later")]
    public async Task A_proxy_that_answers_with_a_failure_is_broken(int status, ExitCode exitCode, string fix)
    {
        var proxy = _scene.Serve();
        proxy.Fail(_ => true, Fault.Status(status));

        var finding = (await ProxiesAsync(proxy.Url + ",direct")).Should().ContainSingle().Which;

        finding.Should().BeEquivalentTo(new { State = CheckState.Broken, ExitCode = exitCode });
        finding.Evidence.Should().Contain($"http: HTTP {status}");
        finding.Fix.Should().Contain(fix);
    }

    [Test]
    public async Task A_dead_proxy_that_another_one_stands_in_for_is_a_warning()
    {
        var proxy = _scene.Serve();

        var findings = await ProxiesAsync($"http://127.0.0.1:9|{proxy.Url}");

        findings.Select(finding => finding.State).Should().Equal(CheckState.Warning, CheckState.Ok);
        findings[0].Evidence.Should().EndWith("tcp: connection refused; another one takes over");
    }

    [Test]
    public async Task TLS_that_is_opened_on_the_way_is_broken_until_its_CA_is_named()
    {
        using var certificate = ProbeScene.Certificate("Zscaler Intermediate Root CA");

        var finding = (await ProxiesAsync(_scene.Serve(certificate).Url)).Should().ContainSingle().Which;

        finding.Evidence.Should().Contain("Zscaler opens TLS on the way");
        finding.Fix.Should().Be("name that CA's certificate: --godocker_cafile=corporate-ca.pem");
    }

    [Test]
    public async Task Wrong_credentials_of_an_HTTP_proxy_are_named_and_never_shown()
    {
        await using var gate = new ConnectProxy(9, "user:right");
        _scene.Settings = _scene.Settings with { HttpsProxy = $"http://user:canary@127.0.0.1:{gate.Port}" };

        var finding = (await ProxiesAsync("https://goproxy.test")).Should().ContainSingle().Which;

        finding.Evidence.Should().Contain("407").And.NotContain("canary");
        finding.Fix.Should().Contain("HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT");
        finding.ExitCode.Should().Be(ExitCode.NetworkNeedsChange);
    }

    [Test]
    public async Task A_folder_that_is_missing_is_a_warning_where_another_one_takes_over()
    {
        var proxy = _scene.Serve();

        var findings = await ProxiesAsync($"file:///no/such/folder,{proxy.Url}");
        var folders = await ProxiesAsync($"file:///no/such/folder,file://{_scene.File("proxy")},off");

        findings.Select(finding => finding.State).Should().Equal(CheckState.Warning, CheckState.Ok);
        findings[0].Evidence.Should().Be("file:///no/such/folder: there is no such folder; another one takes over");
        folders.Select(finding => finding.State).Should().Equal(CheckState.Warning, CheckState.Ok);
    }

    [TestCase("http://127.0.0.1:9|{0}", "http://127.0.0.1:9", true)]
    [TestCase("{0},http://127.0.0.1:9", "http://127.0.0.1:9", true)]
    [TestCase("http://127.0.0.1:9,{0}", "http://127.0.0.1:9", false)]
    public async Task A_proxy_may_fail_where_Go_asks_another_one_that_works(string list, string address, bool may)
    {
        var settings = _scene.Settings with { GoProxy = list.Replace("{0}", _scene.Serve().Url, StringComparison.Ordinal) };
        var candidates = ProxiesCheck.Candidates(settings, _scene.Question);
        var probes = await new ProxyProber(TimeProvider.System).ProbeAsync(candidates, settings, all: true, default);

        new TakeOver(settings, candidates, probes).MayFail(address).Should().Be(may);
    }

    [Test]
    public async Task Zips_from_a_host_that_is_not_trusted_are_mended_with_its_CA()
    {
        using var certificate = ProbeScene.Certificate("Corporate Root CA", "storage.test");
        var storage = new Uri(_scene.Serve(certificate).Url);
        _scene.Lookup = ProbeScene.Loopback(IPAddress.Loopback);
        var proxy = _scene.Serve();
        proxy.Fail(".zip", Fault.Status(302, ("Location", $"https://storage.test:{storage.Port}/hello.zip")));

        var finding = (await ProxiesAsync(proxy.Url)).Should().ContainSingle().Which;

        finding.Evidence.Should().Contain("from storage.test: the certificate was issued by 'Corporate Root CA'");
        finding.Fix.Should().Be("name that CA's certificate: --godocker_cafile=corporate-ca.pem");
    }

    [Test]
    public async Task A_certificate_of_another_host_behind_a_redirect_is_looked_at_there()
    {
        using var certificate = ProbeScene.Certificate("Corporate Root CA", "portal.test");
        var storage = new Uri(_scene.Serve(certificate).Url);
        _scene.Lookup = ProbeScene.Loopback(IPAddress.Loopback);
        var proxy = _scene.Serve();
        proxy.Fail(_ => true, Fault.Status(302, ("Location", $"https://storage.test:{storage.Port}/hello")));

        (await ProxiesAsync(proxy.Url)).Should().ContainSingle().Which.Fix.Should().StartWith("openssl s_client -connect storage.test:443");
    }

    [Test]
    public async Task A_folder_is_looked_for()
    {
        (await ProxiesAsync("file:///no/such/folder,off")).Should().ContainSingle().Which.State.Should().Be(CheckState.Broken);
        (await ProxiesAsync("off")).Should().Equal(Finding.Ok("GOPROXY off: no proxy is asked"));
    }

    private Task<IReadOnlyList<Finding>> ProxiesAsync(string goProxy)
    {
        var settings = _scene.Settings with { GoProxy = goProxy };
        var candidates = ProxiesCheck.Candidates(settings, _scene.Question);
        var prober = new ProxyProber(TimeProvider.System, _scene.Lookup);
        return new ProxiesCheck(settings, candidates, token => prober.ProbeAsync(candidates, settings, all: true, token)).RunAsync(default);
    }

    private Task<IReadOnlyList<Finding>> EnvironmentAsync(string variables)
    {
        var environment = variables.Split(';').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        var (settings, problems) = SettingsReader.Examine(new() { WorkingDirectory = _scene.File(""), Environment = environment });
        return new EnvironmentCheck(settings, problems, environment).RunAsync(default);
    }
}
