using GoDockerTasks.Io;
using GoDockerTasks.Modules;
using GoDockerTasks.Tests.Modules.Fakes;

namespace GoDockerTasks.Tests.Modules;

/// <summary>A store on a disk that is full, read-only or without hard links: success or a clear error, and nothing by halves.</summary>
/// <remarks>Each runs in a mount namespace of its own, which needs no rights and leaves nothing behind.</remarks>
[TestFixture]
[Platform("Linux")]
public sealed class HostileDiskTests
{
    private static readonly TestModule[] Modules =
    [
        .. Enumerable.Range(0, 12).Select(i => new TestModule(
            $"example.com/disk/m{i}", "v1.0.0", ("go.mod", $"module example.com/disk/m{i}\n"), ("noise.txt", Noise(i)))),
    ];

    [TestCase(64)]
    [TestCase(200)]
    [TestCase(400)]
    public async Task A_full_disk_is_told_and_what_is_there_is_whole(int kilobytes)
    {
        await using var proxy = new LoopbackProxy(Modules);
        using var scene = new PrefetchScene(Modules);
        using var saved = new TempDirectory();

        var run = await PrefetchRun.WithMountsAsync(
            scene,
            proxy.Url,
            $"""
            mount -t tmpfs -o size={kilobytes}k tmpfs "$cache"
            "$@" || echo "failed: $?"
            cp -a "$cache/." "{saved.Path}"
            """);

        run.Output.Should().Contain("failed", "{0}", run.Error);
        run.Error.Should().Contain("No space left on device").And.Contain(scene.Cache);
        Directory.EnumerateFileSystemEntries(saved.Path, "*", SearchOption.AllDirectories)
            .Should().NotContain(path => path.Contains("/snapshots/") || path.EndsWith(".partial", StringComparison.Ordinal));
        (await new StoreVerifier(saved.Path, new MemoryLog(), TimeProvider.System).VerifyAsync(CancellationToken.None))
            .Damaged.Should().BeEmpty();
    }

    [Test]
    public async Task A_cache_that_is_mounted_read_only_is_read_and_the_rest_goes_into_one_of_its_own()
    {
        await using var proxy = new LoopbackProxy(Modules);
        using var scene = new PrefetchScene(Modules[..6]);
        await scene.PrefetchAsync(proxy.Url);
        scene.Require(Modules);
        var before = scene.FilesInStore.ToList();

        var run = await PrefetchRun.WithMountsAsync(
            scene, proxy.Url, "mount --bind \"$cache\" \"$cache\"; mount -o remount,ro,bind \"$cache\"; \"$@\"");

        run.Succeeded.Should().BeTrue(run.Error);
        run.Error.Should().Contain("cannot be written").And.Contain("fills one of its own");
        proxy.Requests.Should().OnlyHaveUniqueItems("what the cache has is not asked for again");
        scene.FilesInStore.Should().BeEquivalentTo(before);
    }

    [Test]
    public async Task A_cache_without_the_right_to_write_is_read_and_the_rest_goes_into_one_of_its_own()
    {
        await using var proxy = new LoopbackProxy(Modules);
        using var scene = new PrefetchScene(Modules[..6]);
        await scene.PrefetchAsync(proxy.Url);
        scene.Require(Modules);

        var run = await PrefetchRun.WithoutPowersAsync(
            scene,
            proxy.Url,
            """
            chmod -R a-w "$cache"; code=0; "$@" || code=1; chmod -R u+w "$cache"; exit $code
            """);

        run.Succeeded.Should().BeTrue(run.Error);
        run.Error.Should().Contain("fills one of its own");
        proxy.Requests.Should().OnlyHaveUniqueItems();
    }

    [Test]
    public async Task A_store_without_hard_links_to_its_snapshots_copies()
    {
        await using var proxy = new LoopbackProxy(Modules);
        using var scene = new PrefetchScene(Modules);

        var run = await PrefetchRun.WithMountsAsync(
            scene,
            proxy.Url,
            """
            mkdir "$cache/snapshots"; mount -t tmpfs tmpfs "$cache/snapshots"; "$@"
            find "$cache/snapshots" -name '*.zip' -perm 644 -links 1 -printf x
            """);

        run.Succeeded.Should().BeTrue(run.Error);
        run.Output.Should().EndWith(new string('x', Modules.Length));
    }

    [Test]
    public async Task A_disk_that_is_full_when_the_snapshot_is_copied_leaves_none()
    {
        await using var proxy = new LoopbackProxy(Modules);
        using var scene = new PrefetchScene(Modules);

        var run = await PrefetchRun.WithMountsAsync(
            scene,
            proxy.Url,
            """
            mkdir "$cache/snapshots"; mount -t tmpfs -o size=200k tmpfs "$cache/snapshots"; "$@" || echo failed
            ls -A "$cache/snapshots"
            """);

        run.Output.Should().Be("failed");
        run.Error.Should().Contain("No space left on device");
    }

    private static string Noise(int seed)
    {
        var noise = new byte[30_000];
        new Random(seed).NextBytes(noise);
        return Convert.ToHexString(noise);
    }
}
