using System.IO.Compression;
using System.Text;
using GoDockerTasks.Errors;
using GoDockerTasks.Modules;
using GoDockerTasks.Tests.Modules.Fakes;

namespace GoDockerTasks.Tests.Modules;

/// <summary>Bodies that are cut, changed on the way, packed, too slow or without an end.</summary>
[TestFixture]
public sealed class BodyTests
{
    private const string Etag = "ETag: \"1\"\r\n";

    private static readonly TestModule Hello = TestModule.Hello();
    private static readonly TestModule Big = BigModule('a');
    private static readonly TestModule OtherBig = BigModule('b');

    // What the server says to a request for the rest of Big after 50 of its bytes, and how often it is asked altogether.
    private static readonly TestCaseData[] Rests =
    [
        Rest("200 with everything, as if Range were not known", new(200, Big.Zip) { Headers = Etag }, 2),
        Rest("200 with another ETag", new(200, Big.Zip) { Headers = "ETag: \"2\"\r\n" }, 2),
        Rest("206 with another ETag", Part(OtherBig.Zip, 50, "ETag: \"2\"\r\n"), 3),
        Rest("206 from somewhere else", Part(Big.Zip, 40, Etag), 3),
        Rest("416", Reply.Error(416), 3),
        Rest("404", Reply.Error(404), 2, arrives: false),
    ];

    [TestCaseSource(nameof(Rests))]
    public async Task A_body_that_was_cut_is_completed_or_fetched_anew(Reply rest, int requests, bool arrives)
    {
        await using var proxy = new LoopbackProxy(Big)
        {
            Misbehave = (_, number) => number switch { 1 => Reply.CutAfter(Big.Zip, 50, Etag), 2 => rest, _ => null },
        };
        using var scene = new PrefetchScene(Big);
        var prefetch = () => scene.PrefetchAsync(proxy.Url);

        if (arrives)
        {
            (await prefetch())!.Downloaded.Should().Be(1);
        }
        else
        {
            await prefetch.Should().ThrowAsync<GoDockerException>();
        }

        proxy.Requests.Should().HaveCount(requests);
        proxy.Headers.ElementAt(1).Should().ContainAll("Range: bytes=50-", "If-Range: \"1\"");
    }

    [Test]
    public async Task A_body_that_is_packed_unasked_is_unpacked_as_go_does()
    {
        await using var proxy = new LoopbackProxy { Misbehave = (_, _) => Gzip(Hello.Zip) };
        using var scene = new PrefetchScene(Hello);

        (await scene.PrefetchAsync(proxy.Url))!.Downloaded.Should().Be(1);
    }

    [Test]
    public async Task A_body_that_says_it_is_packed_and_is_not_is_told()
    {
        await using var proxy = new LoopbackProxy
        {
            Misbehave = (_, _) => new(200, Hello.Zip) { Headers = "Content-Encoding: gzip\r\n" },
        };
        using var scene = OneAttempt(Hello);

        (await scene.FailureAsync(proxy.Url)).Detail.Should().Contain("says that it is gzip");
    }

    [Test]
    public async Task A_small_body_that_unpacks_to_more_than_a_go_mod_may_have_is_refused_at_the_limit()
    {
        await using var proxy = new LoopbackProxy { Misbehave = (_, _) => Gzip(new byte[20 << 20]) };
        using var scene = GoModOnly();

        (await scene.FailureAsync(proxy.Url)).Detail.Should().Contain("more than 16777216 bytes");
    }

    [Test]
    public async Task A_body_of_10_gb_without_a_length_is_refused_at_the_limit_of_a_go_mod()
    {
        await using var proxy = new LoopbackProxy { Misbehave = (_, _) => Endless };
        using var scene = GoModOnly();

        (await scene.FailureAsync(proxy.Url)).Detail.Should().Contain("more than 16777216 bytes");
        scene.FilesInStore.Should().BeEmpty();
    }

    [Test]
    [Category("Exhaustive")]
    public async Task A_body_of_10_gb_without_a_length_is_refused_at_the_limit_of_a_zip_in_little_memory()
    {
        await using var proxy = new LoopbackProxy { Misbehave = (_, _) => Endless };
        await using var good = new LoopbackProxy(Hello);
        using var scene = new PrefetchScene(Hello);

        var run = await PrefetchRun.InAsync(
            scene, $"{proxy.Url},{good.Url}", new Dictionary<string, string?> { ["DOTNET_GCHeapHardLimit"] = (64 << 20).ToString("x") });

        // It came to its end, within the heap, only because the first answer was not taken to its own.
        run.Succeeded.Should().BeTrue(run.Error);
        run.Error.Should().Contain("1 downloaded (524.3 MB)");
        proxy.Requests.Should().ContainSingle();
    }

    [Test]
    public async Task A_body_that_trickles_without_an_end_is_given_up_when_its_time_is_over_and_not_asked_for_again()
    {
        await using var proxy = new LoopbackProxy { Misbehave = (_, _) => Trickle };
        using var scene = new PrefetchScene(Hello);
        scene.Limits = scene.Limits with { Total = TimeSpan.FromSeconds(1) };

        var failure = await scene.FailureAsync(proxy.Url);

        failure.Kind.Should().Be(ErrorKinds.ModulesNotFetched);
        failure.Detail.Should().Contain("not done after 00:00:01");
        proxy.Requests.Should().ContainSingle();
    }

    [Test]
    public async Task A_body_that_trickles_without_an_end_leaves_time_for_the_next_proxy()
    {
        await using var proxy = new LoopbackProxy { Misbehave = (_, _) => Trickle };
        await using var good = new LoopbackProxy(Hello);
        using var scene = new PrefetchScene(Hello);
        scene.Limits = scene.Limits with { Total = TimeSpan.FromSeconds(1) };

        (await scene.PrefetchAsync($"{proxy.Url},{good.Url}"))!.Downloaded.Should().Be(1);
    }

    [Test]
    public async Task Redirects_that_never_end_are_told_as_that()
    {
        await using var circle = new LoopbackProxy();
        circle.Misbehave = (target, _) => new(302, []) { Headers = $"Location: {circle.Url}{target}\r\n" };
        using var scene = OneAttempt(Hello);

        (await scene.FailureAsync(circle.Url)).Detail.Should().Contain("HTTP 302; it sends on and on, more than 10 times");
    }

    [TestCase("", "nothing (0 bytes)")]
    [TestCase("<!DOCTYPE html>\n<html><body>\nmodule </body>\n</html>\n", "an HTML page")]
    [TestCase("{\"error\":\n\"no such\"\n}", "a JSON document")]
    [TestCase("module example.com/hello was not found\n", "something else")]
    public async Task What_is_no_go_mod_is_told_as_what_it_is_and_the_next_proxy_is_asked(string content, string told)
    {
        await using var bad = new LoopbackProxy { Misbehave = (_, _) => new(200, Encoding.UTF8.GetBytes(content)) };
        await using var good = new LoopbackProxy(Hello);
        using var scene = GoModOnly();
        using var other = GoModOnly();

        (await scene.FailureAsync(bad.Url)).Detail.Should().ContainAll($"gave {told}", "instead of a go.mod");
        (await other.PrefetchAsync($"{bad.Url},{good.Url}"))!.Downloaded.Should().Be(1);
    }

    [TestCase("module example.com/hello // Deprecated: no\n\ngo 1.22\n")]
    [TestCase("// Hello.\nmodule (\n\texample.com/hello\n)\n")]
    public async Task Another_go_mod_stops_at_once(string content)
    {
        await using var bad = new LoopbackProxy { Misbehave = (_, _) => new(200, Encoding.UTF8.GetBytes(content)) };
        await using var good = new LoopbackProxy(Hello);
        using var scene = GoModOnly();

        var failure = await scene.FailureAsync($"{bad.Url}|{good.Url}");

        failure.Kind.Should().Be(ErrorKinds.ModuleMismatch);
        failure.Detail.Should().ContainAll(
            ModuleHash.OfGoMod(Hello.GoMod).Value, ModuleHash.OfGoMod(Encoding.UTF8.GetBytes(content)).Value);
        good.Requests.Should().BeEmpty();
    }

    // 10 GB, or as much of it as somebody takes.
    private static Reply Endless { get; } = new(200, [])
    {
        Write = async (stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), token);
            byte[] chunk = [.. "100000\r\n"u8, .. new byte[1 << 20], .. "\r\n"u8];
            for (var i = 0; i < 10_000; i++)
            {
                await stream.WriteAsync(chunk, token);
            }
        },
    };

    private static Reply Trickle { get; } = new(200, [])
    {
        Write = async (stream, token) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 X\r\n{Etag}Content-Length: 100000\r\n\r\n"), token);
            while (true)
            {
                await stream.WriteAsync(new byte[1], token);
                await Task.Delay(50, token);
            }
        },
    };

    private static PrefetchScene GoModOnly()
    {
        var scene = OneAttempt();
        File.WriteAllText(
            Path.Combine(scene.Service, "go.sum"), $"example.com/hello v1.0.0/go.mod {ModuleHash.OfGoMod(Hello.GoMod)}\n");
        File.AppendAllText(Path.Combine(scene.Service, "go.mod"), "require example.com/hello v1.0.0\n");
        return scene;
    }

    private static PrefetchScene OneAttempt(params TestModule[] modules)
    {
        var scene = new PrefetchScene(modules);
        scene.Limits = scene.Limits with { Attempts = 1 };
        return scene;
    }

    private static TestModule BigModule(char filling) =>
        new("example.com/big", "v1.0.0", ("go.mod", "module example.com/big\n"), ("x.txt", new string(filling, 2000)));

    private static Reply Gzip(byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return new(200, bytes.ToArray()) { Headers = "Content-Encoding: gzip\r\n" };
    }

    private static Reply Part(byte[] content, int from, string headers) => new(206, content[from..])
    {
        Headers = $"{headers}Content-Range: bytes {from}-{content.Length - 1}/{content.Length}\r\n",
    };

    private static TestCaseData Rest(string name, Reply reply, int requests, bool arrives = true) =>
        new TestCaseData(reply, requests, arrives).SetArgDisplayNames(name);
}
