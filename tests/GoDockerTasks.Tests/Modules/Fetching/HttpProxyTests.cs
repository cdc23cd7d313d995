using GoDockerTasks.Errors;
using GoDockerTasks.Io;
using GoDockerTasks.Tests.Modules.Fakes;

namespace GoDockerTasks.Tests.Modules;

/// <summary>The HTTP proxy between us and a module proxy.</summary>
[TestFixture]
public sealed class HttpProxyTests : IDisposable
{
    private static readonly TestModule Hello = TestModule.Hello();

    private readonly SecureServers _servers = new(Hello);

    public void Dispose() => _servers.Dispose();

    [Test]
    public async Task A_module_comes_through_one_that_wants_credentials()
    {
        await using var proxy = _servers.Serve();
        await using var connect = new ConnectProxy(new Uri(proxy.Url).Port, "carol:pw");
        using var scene = Through($"http://carol:pw@127.0.0.1:{connect.Port}");

        (await scene.PrefetchAsync("https://modules.test"))!.Downloaded.Should().Be(1);
        connect.Hosts.Should().OnlyContain(host => host == "modules.test:443");
    }

    [TestCase("")]
    [TestCase("carol:wr0ng@")]
    public async Task One_that_refuses_the_credentials_is_told_as_that_and_not_asked_again(string credentials)
    {
        await using var proxy = _servers.Serve();
        await using var connect = new ConnectProxy(new Uri(proxy.Url).Port, "carol:pw");
        using var scene = Through($"http://{credentials}127.0.0.1:{connect.Port}");
        var prefetch = () => scene.PrefetchAsync("https://modules.test");

        var failure = (await prefetch.Should().ThrowAsync<GoDockerException>()).Which;

        failure.Kind.Should().Be(ErrorKinds.HttpProxyRefuses);
        failure.Detail.Should().Contain("407").And.Contain($"127.0.0.1:{connect.Port}").And.NotContain("wr0ng");
        proxy.Requests.Should().BeEmpty();
    }

    [Test]
    public async Task One_that_is_dead_is_not_taken_for_one_that_refuses()
    {
        using var scene = Through("http://127.0.0.1:1");
        scene.Limits = scene.Limits with { Attempts = 1 };
        var prefetch = () => scene.PrefetchAsync("https://modules.test");

        (await prefetch.Should().ThrowAsync<GoDockerException>()).Which.Kind.Should().Be(ErrorKinds.ModulesNotFetched);
    }

    [Test]
    public async Task What_no_proxy_names_goes_past_it()
    {
        // The name leads nowhere, so whoever goes past the proxy does not arrive.
        await using var connect = new ConnectProxy(1, "carol:pw");
        using var scene = Through($"http://carol:pw@127.0.0.1:{connect.Port}", noProxy: "modules.test");
        scene.Limits = scene.Limits with { Attempts = 1 };
        var prefetch = () => scene.PrefetchAsync("https://modules.test");

        await prefetch.Should().ThrowAsync<GoDockerException>();
        connect.Hosts.Should().BeEmpty();
    }

    [TestCase("http://modules.test/x", null, true)]
    [TestCase("http://127.0.0.1/x", null, false)]
    [TestCase("http://localhost/x", null, false)]
    [TestCase("http://modules.test/x", "modules.test", false)]
    [TestCase("http://a.modules.test/x", "modules.test", false)]
    [TestCase("http://modules.test/x", ".modules.test", true)]
    [TestCase("http://a.modules.test/x", "*.modules.test", false)]
    [TestCase("http://modules.test:8080/x", "modules.test:8081", true)]
    [TestCase("http://modules.test:8080/x", "other.test, modules.test:8080", false)]
    [TestCase("http://10.1.2.3/x", "10.0.0.0/8", false)]
    [TestCase("http://10.1.2.3/x", "10.1.2.4", true)]
    [TestCase("http://modules.test/x", "*", false)]
    public void No_proxy_is_read_as_go_reads_it(string url, string? noProxy, bool viaProxy) =>
        (new HttpProxies("http://proxy.test:3128", null, noProxy).GetProxy(new(url)) is not null).Should().Be(viaProxy);

    private PrefetchScene Through(string httpProxy, string? noProxy = null) => new(Hello)
    {
        Plan = plan => plan with { CaFile = _servers.CaFile, HttpsProxy = httpProxy, NoProxy = noProxy },
    };
}
