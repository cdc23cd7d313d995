using System.Text;
using GoDockerTasks.Errors;
using GoDockerTasks.Io;
using GoDockerTasks.Tests.Modules.Fakes;
using GoDockerTasks.TestSupport;

namespace GoDockerTasks.Tests.Modules;

/// <summary>TLS with a CA of its own, credentials and redirects.</summary>
[TestFixture]
public sealed class SecureProxyTests : IDisposable
{
    private static readonly TestModule Hello = TestModule.Hello();

    private readonly TempDirectory _folder = new();
    private readonly SecureServers _servers = new(Hello);

    private string CaFile => _servers.CaFile;

    public void Dispose()
    {
        _folder.Dispose();
        _servers.Dispose();
    }

    [Test]
    public async Task A_certificate_of_the_extra_ca_is_trusted()
    {
        await using var proxy = Serve();
        using var scene = new PrefetchScene(Hello) { Plan = plan => plan with { CaFile = CaFile } };

        (await scene.PrefetchAsync(proxy.Url))!.Downloaded.Should().Be(1);
    }

    [Test]
    public async Task A_certificate_that_nobody_vouches_for_is_told_as_that_and_not_tried_again()
    {
        await using var proxy = Serve();
        using var scene = new PrefetchScene(Hello);
        var prefetch = () => scene.PrefetchAsync(proxy.Url);

        (await prefetch.Should().ThrowAsync<GoDockerException>()).Which.Kind.Should().Be(ErrorKinds.ProxyNotTrusted);
        proxy.Requests.Should().BeEmpty();
    }

    [Test]
    public async Task A_certificate_for_another_host_is_refused_whoever_vouches_for_it()
    {
        await using var proxy = Serve();
        using var scene = new PrefetchScene(Hello) { Plan = plan => plan with { CaFile = CaFile } };
        var prefetch = () => scene.PrefetchAsync(proxy.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

        (await prefetch.Should().ThrowAsync<GoDockerException>()).Which.Kind.Should().Be(ErrorKinds.ProxyNotTrusted);
    }

    [Test]
    public async Task Credentials_come_from_netrc_and_the_url_beats_it()
    {
        await using var proxy = Serve();
        var netrc = _folder.File("netrc");
        File.WriteAllText(netrc, "machine 127.0.0.1\n  login ann\n  password s3cret\n");
        using var scene = new PrefetchScene(Hello) { Plan = plan => plan with { CaFile = CaFile }, Netrc = netrc };
        using var other = new PrefetchScene(Hello) { Plan = plan => plan with { CaFile = CaFile }, Netrc = netrc };

        await scene.PrefetchAsync(proxy.Url);
        await other.PrefetchAsync(proxy.Url.Replace("https://", "https://bob:p%40ss@", StringComparison.Ordinal));

        proxy.Requests.Select(request => request.Header("Authorization"))
            .Should().Equal(Basic("ann:s3cret"), Basic("bob:p@ss"));
        scene.Log.Text.Should().NotContain("s3cret");
    }

    [Test]
    public async Task Over_plain_http_no_credentials_are_sent()
    {
        await using var proxy = new LoopbackProxy(Hello);
        var netrc = _folder.File("netrc");
        File.WriteAllText(netrc, "machine 127.0.0.1 login ann password s3cret\n");
        using var scene = new PrefetchScene(Hello) { Netrc = netrc };

        await scene.PrefetchAsync(proxy.Url);

        proxy.Headers.Should().OnlyContain(head => !head.Contains("Authorization", StringComparison.Ordinal));
    }

    [Test]
    public async Task Credentials_that_are_refused_are_an_error_of_their_own_and_a_comma_stops_there()
    {
        await using var proxy = Serve();
        await using var next = new LoopbackProxy(Hello);
        proxy.Fail(".zip", Fault.Status(401));
        using var scene = new PrefetchScene(Hello) { Plan = plan => plan with { CaFile = CaFile } };
        var prefetch = () => scene.PrefetchAsync($"{proxy.Url},{next.Url}");

        (await prefetch.Should().ThrowAsync<GoDockerException>()).Which.Kind.Should().Be(ErrorKinds.ModuleRefused);
        next.Requests.Should().BeEmpty();
    }

    [Test]
    public async Task A_redirect_is_followed_and_credentials_stay_where_they_were_meant_for()
    {
        await using var storage = new LoopbackProxy(Hello);
        await using var front = new LoopbackProxy
        {
            Misbehave = (target, _) => new(302, []) { Headers = $"Location: {storage.Url}{target}\r\n" },
        };
        using var scene = new PrefetchScene(Hello);

        (await scene.PrefetchAsync(front.Url))!.Downloaded.Should().Be(1);
    }

    [TestCase(401)]
    [TestCase(403)]
    public async Task A_private_proxy_that_refuses_is_named_with_what_it_thinks_of_the_credentials(int status)
    {
        await using var proxy = Serve();
        proxy.Fail(".zip", Fault.Status(status));
        using var scene = new PrefetchScene(Hello) { Plan = plan => plan with { CaFile = CaFile, GoPrivate = "example.com" } };
        var prefetch = () => scene.PrefetchAsync(proxy.Url.Replace("https://", "https://ann:s3cret@", StringComparison.Ordinal));

        var error = (await prefetch.Should().ThrowAsync<GoDockerException>()).Which;

        error.Kind.Should().Be(ErrorKinds.ModuleRefused);
        error.Detail.Should().Contain($"HTTP {status}; {new Uri(proxy.Url).Authority} does not accept the credentials").And.NotContain("s3cret");
    }

    [Test]
    public async Task A_redirect_from_https_to_http_is_not_followed_and_told_as_that()
    {
        await using var plain = new LoopbackProxy(Hello);
        await using var proxy = Serve();
        await using var good = new LoopbackProxy(Hello);
        proxy.Fail(".zip", Redirect($"{plain.Url}/{Hello.Module.Escaped}.zip"));
        using var scene = new PrefetchScene(Hello) { Plan = plan => plan with { CaFile = CaFile } };
        scene.Limits = scene.Limits with { Attempts = 1 };
        var prefetch = () => scene.PrefetchAsync(proxy.Url);

        (await prefetch.Should().ThrowAsync<GoDockerException>()).Which.Detail
            .Should().Contain("HTTP 302; it sends on from https to http, which is not followed");
        (await scene.PrefetchAsync($"{proxy.Url},{good.Url}"))!.Downloaded.Should().Be(1);
        plain.Requests.Should().BeEmpty();
    }

    [Test]
    public async Task A_private_proxy_that_sends_on_to_another_host_does_not_make_it_hear_a_private_name()
    {
        await using var publicProxy = new LoopbackProxy(Hello);
        await using var proxy = Serve();
        proxy.Fail(".zip", Redirect($"https://localhost:{new Uri(publicProxy.Url).Port}/{Hello.Module.Escaped}.zip"));
        using var scene = new PrefetchScene(Hello) { Plan = plan => plan with { CaFile = CaFile, GoPrivate = "example.com" } };

        await scene.PrefetchAsync(proxy.Url.Replace("https://", "https://ann:s3cret@", StringComparison.Ordinal));

        publicProxy.Requests.Should().BeEmpty();
        scene.Log.Text.Should().Contain("must not hear of a private module");
    }

    [Test]
    public async Task A_private_proxy_that_sends_on_to_storage_under_another_name_is_followed_without_credentials()
    {
        await using var proxy = Serve();
        await using var storage = Serve();
        _servers.Put("blob-17", Hello.Zip);
        proxy.Fail(".zip", Redirect($"{storage.Url}/blob-17"));
        using var scene = new PrefetchScene(Hello) { Plan = plan => plan with { CaFile = CaFile, GoPrivate = "example.com" } };

        (await scene.PrefetchAsync(proxy.Url.Replace("https://", "https://ann:s3cret@", StringComparison.Ordinal)))!.Downloaded.Should().Be(1);
        storage.Requests.Should().ContainSingle().Which.Header("Authorization").Should().BeNull();
    }

    private static Fault Redirect(string location) => Fault.Status(302, ("Location", location));

    private LoopbackGoProxy Serve() => _servers.Serve();

    private static string Basic(string pair) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));
}
