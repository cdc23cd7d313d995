using GoDockerTasks.Errors;
using GoDockerTasks.Tests.Modules.Fakes;

namespace GoDockerTasks.Tests.Modules;

/// <summary>What a prefetch gives, and what it leaves in the store.</summary>
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

        var failure = await scene.FailureAsync($"{proxy.Url}|{good.Url}");

        failure.Kind.Should().Be(ErrorKinds.ModuleMismatch);
        failure.Detail.Should().ContainAll(Hello.Hash.Value, changed.Hash.Value, proxy.Url, "go.sum:1");
        good.Requests.Should().BeEmpty();
        proxy.Requests.Should().HaveCount(1);
        scene.FilesInStore.Should().BeEmpty();
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
}
