using GoDockerTasks.Io;
using GoDockerTasks.Errors;
using GoDockerTasks.Modules;
using GoDockerTasks.Tests.Modules.Fakes;

namespace GoDockerTasks.Tests.Modules;

/// <summary>Which proxy is asked for what, and what follows from its answers.</summary>
[TestFixture]
public sealed class PrefetchProxiesTests
{
    private static readonly TestModule Hello = TestModule.Hello("example.com/Hello");
    private static readonly TestModule World = TestModule.Hello("example.com/world", "v0.1.0");

    [Test]
    public async Task A_login_page_is_told_as_what_it_is_and_the_next_proxy_is_asked()
    {
        await using var portal = new LoopbackProxy { Misbehave = (_, _) => Reply.Html };
        await using var good = new LoopbackProxy(Hello);
        using var scene = new PrefetchScene(Hello);
        using var alone = new PrefetchScene(Hello);

        (await scene.PrefetchAsync($"{portal.Url},{good.Url}"))!.Downloaded.Should().Be(1);
        (await alone.FailureAsync(portal.Url)).Detail.Should().Contain("an HTML page, such as a login or error page");
    }

    [TestCase(404, ',', true)]
    [TestCase(410, ',', true)]
    [TestCase(403, ',', false)]
    [TestCase(500, ',', false)]
    [TestCase(403, '|', true)]
    [TestCase(500, '|', true)]
    public async Task The_separator_decides_which_failures_move_on(int status, char separator, bool movesOn)
    {
        await using var first = new LoopbackProxy { Misbehave = (_, _) => Reply.Error(status) };
        await using var second = new LoopbackProxy(Hello);
        using var scene = new PrefetchScene(Hello);
        var list = $"{first.Url}{separator}{second.Url}";

        if (movesOn)
        {
            (await scene.PrefetchAsync(list))!.Downloaded.Should().Be(1);
        }
        else
        {
            await scene.FailureAsync(list);
            second.Requests.Should().BeEmpty();
        }
    }

    [Test]
    public async Task A_proxy_that_never_answers_is_passed_over_even_before_a_comma()
    {
        await using var silent = new LoopbackProxy { Misbehave = (_, _) => Reply.NoAnswer };
        await using var good = new LoopbackProxy(Hello);
        using var scene = new PrefetchScene(Hello);

        (await scene.PrefetchAsync($"{silent.Url},{good.Url}"))!.Downloaded.Should().Be(1);
    }

    [Test]
    public async Task A_body_that_is_cut_goes_on_where_it_stopped()
    {
        var big = new TestModule("example.com/big", "v1.0.0", ("x.txt", Convert.ToHexString(Noise(100_000))));
        await using var proxy = new LoopbackProxy(big) { ExtraHeaders = "ETag: \"1\"\r\n" };
        proxy.Misbehave = (_, number) => number == 1 ? Reply.CutAfter(big.Zip, 50_000, proxy.ExtraHeaders) : null;
        using var scene = new PrefetchScene(big);

        var snapshot = await scene.PrefetchAsync(proxy.Url);

        snapshot!.BytesDownloaded.Should().Be(big.Zip.Length);
        proxy.Headers.Last().Should().ContainAll("Range: bytes=50000-", "If-Range: \"1\"");
    }

    [Test]
    public async Task Failures_that_pass_are_waited_out()
    {
        await using var proxy = new LoopbackProxy(Hello);
        proxy.Misbehave = (_, number) => number switch
        {
            1 => Reply.ResetConnection,
            2 => Reply.Error(503),
            3 => Reply.CutAfter(Hello.Zip, 20),
            4 => Reply.Html,
            _ => null,
        };
        using var scene = new PrefetchScene(Hello);

        (await scene.PrefetchAsync(proxy.Url))!.Downloaded.Should().Be(1);
    }

    [Test]
    public async Task A_folder_is_a_proxy_too()
    {
        using var scene = new PrefetchScene(Hello);
        await using var proxy = new LoopbackProxy(Hello);
        var snapshot = await scene.PrefetchAsync(proxy.Url);
        using var other = new PrefetchScene(Hello);

        var copy = await other.PrefetchAsync(new Uri(snapshot!.Directory).AbsoluteUri);

        copy!.Id.Should().Be(snapshot.Id);
    }

    [Test]
    public async Task No_proxy_is_asked_anything_where_a_folder_before_it_has_every_module()
    {
        var hello = TestModule.Hello();
        using var scene = new PrefetchScene(hello);
        using var folder = new TempDirectory();
        var settings = scene.Settings with { GoProxy = $"{new Uri(folder.Path).AbsoluteUri},https://proxy.test" };
        var prefetcher = new ModulePrefetcher(TimeProvider.System);
        (await prefetcher.QuestionAsync(settings, [scene.Service], CancellationToken.None))!.Own.ToString().Should().Be("example.com/hello/@v/v1.0.0");

        var path = folder.File(hello.Module.Escaped + ".zip");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, hello.Zip);

        (await prefetcher.QuestionAsync(settings, [scene.Service], CancellationToken.None)).Should().BeNull();
    }

    [Test]
    public async Task A_version_that_no_proxy_has_is_reported_with_its_line()
    {
        await using var proxy = new LoopbackProxy();
        using var scene = new PrefetchScene(Hello);

        var failure = await scene.FailureAsync($"{proxy.Url},off");

        failure.Kind.Should().Be(ErrorKinds.ModuleNotFound);
        failure.Detail.Should().ContainAll("example.com/Hello@v1.0.0", "go.sum:1", "HTTP 404");
    }

    [Test]
    public async Task What_no_proxy_has_is_left_to_go_where_the_list_ends_with_direct()
    {
        await using var proxy = new LoopbackProxy(Hello);
        using var scene = new PrefetchScene(Hello, World);

        (await scene.PrefetchAsync($"{proxy.Url},direct"))!.Missing.Should().Equal(World.Module);
    }

    [Test]
    public async Task With_direct_alone_nothing_is_prefetched_and_the_log_says_so()
    {
        using var scene = new PrefetchScene(Hello);

        (await scene.PrefetchAsync("direct")).Should().BeNull();
        scene.Log.Text.Should().Contain("Every module is left to Go");
    }

    [Test]
    public async Task With_GOPROXY_off_and_an_empty_cache_a_bundle_is_what_helps()
    {
        using var scene = new PrefetchScene(Hello);

        var failure = await scene.FailureAsync("off");

        failure.Kind.Should().Be(ErrorKinds.ModuleNotFound);
        failure.Detail.Should().ContainAll("GOPROXY is 'off'", Hello.Module.ToString());
        failure.Fix.Should().Contain("ImportModules");
    }

    [TestCase("file:///etc/passwd")]
    [TestCase("//")]
    public async Task A_redirect_to_what_is_no_address_is_a_failure_of_the_proxy(string location)
    {
        await using var proxy = new LoopbackProxy(Hello) { Misbehave = (_, _) => Reply.Error(302) with { Headers = $"Location: {location}\r\n" } };
        using var scene = new PrefetchScene(Hello);

        var failure = await scene.FailureAsync(proxy.Url);

        failure.Kind.Should().Be(ErrorKinds.ModulesNotFetched);
        failure.Detail.Should().Contain(proxy.Url);
    }

    [Test]
    public async Task A_proxy_that_never_stops_asking_for_patience_is_told_with_what_it_asks()
    {
        await using var proxy = new LoopbackProxy(Hello) { Misbehave = (_, _) => Reply.Error(429) with { Headers = "Retry-After: 3600\r\n" } };
        using var scene = new PrefetchScene(Hello);
        scene.Limits = scene.Limits with { Rest = TimeSpan.FromMilliseconds(20) };

        (await scene.FailureAsync(proxy.Url)).Detail.Should().Contain("HTTP 429; it asks to be left alone, Retry-After: 3600");
    }

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(1).NextBytes(noise);
        return noise;
    }
}
