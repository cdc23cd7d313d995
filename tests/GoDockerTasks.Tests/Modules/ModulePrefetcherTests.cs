using GoDockerTasks.Io;
using GoDockerTasks.Errors;
using GoDockerTasks.Modules;
using GoDockerTasks.Tests.Modules.Fakes;

namespace GoDockerTasks.Tests.Modules;

[TestFixture]
public sealed class ModulePrefetcherTests
{
    private static readonly TestModule Hello = TestModule.Hello("example.com/Hello");
    private static readonly TestModule World = TestModule.Hello("example.com/world", "v0.1.0");

    [Test]
    public async Task A_module_comes_with_one_request_and_lies_in_the_snapshot_as_a_proxy_serves_it()
    {
        await using var proxy = new LoopbackProxy(Hello);
        using var scene = new PrefetchScene(Hello);

        var snapshot = await scene.PrefetchAsync(proxy.Url);

        proxy.Requests.Should().Equal("/example.com/%21hello/@v/v1.0.0.zip");
        var files = Path.Combine(snapshot!.Directory, "example.com", "!hello", "@v", "v1.0.0");
        File.ReadAllBytes(files + ".zip").Should().Equal(Hello.Zip);
        File.ReadAllBytes(files + ".mod").Should().Equal(Hello.GoMod);
        File.ReadAllText(files + ".info").Should().Be("""{"Version":"v1.0.0"}""");
        snapshot.Should().BeEquivalentTo(new { Total = 1, Downloaded = 1, FromCache = 0, BytesDownloaded = (long)Hello.Zip.Length });
    }

    [Test]
    public async Task The_second_run_asks_nobody_and_gives_the_same_snapshot()
    {
        await using var proxy = new LoopbackProxy(Hello, World);
        using var scene = new PrefetchScene(Hello, World);
        var first = await scene.PrefetchAsync(proxy.Url);

        var second = await scene.PrefetchAsync("http://127.0.0.1:1");

        second!.Id.Should().Be(first!.Id);
        second.FromCache.Should().Be(2);
        proxy.Requests.Should().HaveCount(2);
    }

    [Test]
    public async Task Another_service_takes_what_is_cached_and_gets_only_what_it_names()
    {
        await using var proxy = new LoopbackProxy(Hello, World);
        using var scene = new PrefetchScene(Hello, World);
        await scene.PrefetchAsync(proxy.Url);
        scene.Require(World);

        var snapshot = await scene.PrefetchAsync("off");

        Directory.EnumerateFiles(snapshot!.Directory, "*.zip", SearchOption.AllDirectories).Should().ContainSingle();
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task Files_are_0644_and_directories_0755()
    {
        await using var proxy = new LoopbackProxy(Hello);
        using var scene = new PrefetchScene(Hello);

        var snapshot = await scene.PrefetchAsync(proxy.Url);

        new DirectoryInfo(snapshot!.Directory).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
            .Append(new DirectoryInfo(snapshot.Directory))
            .Should().OnlyContain(info => Convert.ToString((int)info.UnixFileMode, 8) == (info is DirectoryInfo ? "755" : "644"));
    }

    [Test]
    public async Task A_module_that_differs_from_go_sum_stops_at_once_and_nothing_enters_the_store()
    {
        var changed = new TestModule("example.com/Hello", "v1.0.0", ("go.mod", "module example.com/Hello\n"), ("x.go", "package x\n"));
        await using var proxy = new LoopbackProxy(changed);
        await using var good = new LoopbackProxy(Hello);
        using var scene = new PrefetchScene(Hello);

        var failure = await FailureOf(scene, $"{proxy.Url}|{good.Url}");

        failure.Kind.Should().Be(ErrorKinds.ModuleMismatch);
        failure.Detail.Should().ContainAll(Hello.Hash.Value, changed.Hash.Value, proxy.Url, "go.sum:1");
        good.Requests.Should().BeEmpty();
        proxy.Requests.Should().HaveCount(1);
        scene.FilesInStore.Should().BeEmpty();
    }

    [Test]
    public async Task A_login_page_is_told_as_what_it_is_and_the_next_proxy_is_asked()
    {
        await using var portal = new LoopbackProxy { Misbehave = (_, _) => Reply.Html };
        await using var good = new LoopbackProxy(Hello);
        using var scene = new PrefetchScene(Hello);

        (await scene.PrefetchAsync($"{portal.Url},{good.Url}"))!.Downloaded.Should().Be(1);
        (await FailureOf(new PrefetchScene(Hello), portal.Url)).Detail.Should().Contain("an HTML page, such as a login or error page");
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
            await FailureOf(scene, list);
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
    public async Task A_zip_without_go_mod_gets_the_one_that_go_would_make()
    {
        var old = new TestModule("example.com/old", "v2.0.0+incompatible", ("old.go", "package old\n"));
        await using var proxy = new LoopbackProxy(old);
        using var scene = new PrefetchScene(old);

        var snapshot = await scene.PrefetchAsync(proxy.Url);

        File.ReadAllText(Path.Combine(snapshot!.Directory, old.Module.Escaped + ".mod")).Should().Be("module example.com/old\n");
        proxy.Requests.Should().ContainSingle();
    }

    [Test]
    public async Task A_line_for_go_mod_alone_fetches_only_that()
    {
        await using var proxy = new LoopbackProxy(Hello);
        using var scene = new PrefetchScene();
        File.WriteAllText(
            Path.Combine(scene.Service, "go.sum"),
            $"example.com/Hello v1.0.0/go.mod {ModuleHash.OfGoMod(Hello.GoMod)}\n");

        await scene.PrefetchAsync(proxy.Url);

        proxy.Requests.Should().Equal("/example.com/%21hello/@v/v1.0.0.mod");
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
    public async Task A_version_that_no_proxy_has_is_reported_with_its_line()
    {
        await using var proxy = new LoopbackProxy();
        using var scene = new PrefetchScene(Hello);

        var failure = await FailureOf(scene, $"{proxy.Url},off");

        failure.Kind.Should().Be(ErrorKinds.ModuleNotFound);
        failure.Detail.Should().ContainAll("example.com/Hello@v1.0.0", "go.sum:1", "HTTP 404");
    }

    [Test]
    public async Task No_go_mod_means_nothing_to_prefetch_and_the_log_says_so()
    {
        using var scene = new PrefetchScene();
        File.Delete(Path.Combine(scene.Service, "go.mod"));

        (await scene.PrefetchAsync("off")).Should().BeNull();
        scene.Log.Text.Should().Contain("nothing to prefetch");
    }

    [Test]
    public async Task A_vendored_module_is_not_prefetched_and_the_log_says_so()
    {
        using var scene = new PrefetchScene(Hello);
        Directory.CreateDirectory(Path.Combine(scene.Service, "vendor"));
        File.WriteAllText(Path.Combine(scene.Service, "vendor", "modules.txt"), "");

        (await scene.PrefetchAsync("off")).Should().BeNull();
        scene.Log.Text.Should().Contain("is vendored");
    }

    [Test]
    public async Task A_line_that_go_sum_has_from_earlier_days_may_be_missing()
    {
        await using var proxy = new LoopbackProxy(Hello);
        using var scene = new PrefetchScene(Hello);
        File.AppendAllText(Path.Combine(scene.Service, "go.sum"), World.SumLines);

        var snapshot = await scene.PrefetchAsync($"{proxy.Url},off");

        snapshot.Should().BeEquivalentTo(new { Total = 1, Missing = new[] { World.Module } });
        scene.Log.Text.Should().Contain("example.com/world@v0.1.0");
    }

    [Test]
    public async Task What_no_proxy_has_is_left_to_go_where_the_list_ends_with_direct()
    {
        await using var proxy = new LoopbackProxy(Hello);
        using var scene = new PrefetchScene(Hello, World);

        (await scene.PrefetchAsync($"{proxy.Url},direct"))!.Missing.Should().Equal(World.Module);
    }

    [Test]
    public async Task The_name_of_a_private_module_never_reaches_a_public_proxy()
    {
        await using var proxy = new LoopbackProxy(Hello, World);
        using var scene = new PrefetchScene(Hello, World) { Plan = plan => plan with { GoPrivate = "example.com/world" } };

        (await scene.PrefetchAsync(proxy.Url))!.Missing.Should().Equal(World.Module);
        proxy.Requests.Should().OnlyContain(request => !request.Contains("world", StringComparison.Ordinal));
    }

    [Test]
    public async Task An_explicit_gonoproxy_replaces_goprivate()
    {
        await using var proxy = new LoopbackProxy(World);
        using var scene = new PrefetchScene(World)
        {
            Plan = plan => plan with { GoPrivate = "example.com/world", GoNoProxy = "none" },
        };

        (await scene.PrefetchAsync(proxy.Url))!.Missing.Should().BeEmpty();
    }

    [Test]
    public async Task A_private_module_comes_from_a_folder()
    {
        await using var proxy = new LoopbackProxy(World);
        using var scene = new PrefetchScene(World);
        var folder = (await scene.PrefetchAsync(proxy.Url))!.Directory;
        using var other = new PrefetchScene(World) { Plan = plan => plan with { GoPrivate = "example.com" } };

        (await other.PrefetchAsync(new Uri(folder).AbsoluteUri))!.Missing.Should().BeEmpty();
    }

    [Test]
    public async Task With_direct_alone_nothing_is_prefetched_and_the_log_says_so()
    {
        using var scene = new PrefetchScene(Hello);

        (await scene.PrefetchAsync("direct")).Should().BeNull();
        scene.Log.Text.Should().Contain("Every module is left to Go");
    }

    [Test]
    public async Task A_requirement_without_a_line_in_go_sum_is_found_before_any_download()
    {
        await using var proxy = new LoopbackProxy(Hello, World);
        using var scene = new PrefetchScene(Hello, World);
        File.WriteAllText(Path.Combine(scene.Service, "go.sum"), Hello.SumLines);

        var failure = await FailureOf(scene, proxy.Url);

        failure.Kind.Should().Be(ErrorKinds.IncompleteGoSum);
        failure.Detail.Should().ContainAll("go.mod:6", "example.com/world@v0.1.0");
        proxy.Requests.Should().BeEmpty();
    }

    [Test]
    public async Task A_requirement_without_the_hash_of_its_content_is_doubted()
    {
        await using var proxy = new LoopbackProxy(Hello, World);
        using var scene = new PrefetchScene(Hello, World);
        File.WriteAllText(
            Path.Combine(scene.Service, "go.sum"), Hello.SumLines + World.SumLines.Split('\n').Single(line => line.Contains("/go.mod h1:")) + "\n");

        await scene.PrefetchAsync(proxy.Url);

        scene.Log.Text.Should().ContainAll("go.mod:6", "example.com/world@v0.1.0 go.sum has only the /go.mod line", "go mod tidy");
    }

    [Test]
    public async Task With_GOPROXY_off_and_an_empty_cache_a_bundle_is_what_helps()
    {
        using var scene = new PrefetchScene(Hello);

        var failure = await FailureOf(scene, "off");

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

        var failure = await FailureOf(scene, proxy.Url);

        failure.Kind.Should().Be(ErrorKinds.ModulesNotFetched);
        failure.Detail.Should().Contain(proxy.Url);
    }

    [Test]
    public async Task A_proxy_that_never_stops_asking_for_patience_is_told_with_what_it_asks()
    {
        await using var proxy = new LoopbackProxy(Hello) { Misbehave = (_, _) => Reply.Error(429) with { Headers = "Retry-After: 3600\r\n" } };
        using var scene = new PrefetchScene(Hello);
        scene.Limits = scene.Limits with { Rest = TimeSpan.FromMilliseconds(20) };

        (await FailureOf(scene, proxy.Url)).Detail.Should().Contain("HTTP 429; it asks to be left alone, Retry-After: 3600");
    }

    [Test]
    public async Task A_dockerfile_that_completes_go_sum_itself_gets_its_way()
    {
        await using var proxy = new LoopbackProxy(Hello);
        using var scene = new PrefetchScene(Hello, World);
        File.WriteAllText(Path.Combine(scene.Service, "go.sum"), Hello.SumLines);
        File.WriteAllText(scene.Settings.Dockerfile, "FROM golang:1.24\n# RUN go mod tidy\nRUN go mod tidy && go build\n");

        (await scene.PrefetchAsync(proxy.Url))!.Total.Should().Be(1);
        scene.Log.Text.Should().Contain("go.sum is not complete");
    }

    [Test]
    public async Task A_replacement_is_fetched_in_the_modules_place_and_a_folder_is_not()
    {
        await using var proxy = new LoopbackProxy(World);
        using var scene = new PrefetchScene(Hello);
        File.AppendAllText(
            Path.Combine(scene.Service, "go.mod"),
            "require example.com/local v1.0.0\nreplace example.com/local => ./local\nreplace example.com/Hello => example.com/world v0.1.0\n");
        File.WriteAllText(Path.Combine(scene.Service, "go.sum"), World.SumLines);

        (await scene.PrefetchAsync(proxy.Url))!.Total.Should().Be(1);
    }

    [Test]
    public async Task A_malformed_file_elsewhere_in_the_context_does_not_stop_the_service()
    {
        await using var proxy = new LoopbackProxy(Hello);
        using var scene = new PrefetchScene(Hello);
        Directory.CreateDirectory(Path.Combine(scene.Service, "template"));
        File.WriteAllText(Path.Combine(scene.Service, "template", "go.mod"), "module {{ .Name }}\n");

        (await scene.PrefetchAsync(proxy.Url))!.Total.Should().Be(1);
        scene.Log.Text.Should().ContainAll("template is passed over", "go.mod:1");
    }

    [Test]
    public async Task A_malformed_file_of_the_service_itself_does()
    {
        using var scene = new PrefetchScene(Hello);
        File.AppendAllText(Path.Combine(scene.Service, "go.mod"), "requir x\n");

        (await FailureOf(scene, "off")).Kind.Should().Be(ErrorKinds.MalformedGoMod);
    }

    private static async Task<GoDockerException> FailureOf(PrefetchScene scene, string goProxy)
    {
        var prefetch = () => scene.PrefetchAsync(goProxy);
        return (await prefetch.Should().ThrowAsync<GoDockerException>()).Which;
    }

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(1).NextBytes(noise);
        return noise;
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
    public async Task A_probe_never_asks_for_a_private_module()
    {
        using var scene = new PrefetchScene(TestModule.Hello("corp.example/secret"), TestModule.Hello("example.com/open"));

        var question = await new ModulePrefetcher(TimeProvider.System).QuestionAsync(
            scene.Settings with { GoPrivate = "corp.example" }, [scene.Service], CancellationToken.None);

        question!.Own.ToString().Should().StartWith("example.com/open/");
        question.Public.ToString().Should().StartWith("rsc.io/quote/");
    }
}
