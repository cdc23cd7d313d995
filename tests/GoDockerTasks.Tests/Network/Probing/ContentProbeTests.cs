using System.Net;
using System.Text;
using GoDockerTasks.Network;
using GoDockerTasks.TestSupport;
using GoDockerTasks.Tests.Network.Fakes;

namespace GoDockerTasks.Tests.Network;

/// <summary>A proxy that answers, and what it answers with: a mirror that serves what is wrong is worse than one that is down.</summary>
[TestFixture]
public sealed class ContentProbeTests : IAsyncDisposable
{
    private readonly ProbeScene _scene = new();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

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
}
