using GoDockerTasks.Modules;
using GoDockerTasks.Tests.Modules.Fakes;

namespace GoDockerTasks.Tests.Modules;

[TestFixture]
public sealed class StoreTests
{
    private static readonly TestModule Hello = TestModule.Hello();
    private static readonly TestModule World = TestModule.Hello("example.com/World", "v0.1.0");

    [TestCase(".zip")]
    [TestCase(".ziphash")]
    [TestCase(".info")]
    [TestCase(".mod")]
    public async Task What_is_damaged_is_found_removed_and_fetched_again(string extension)
    {
        await using var proxy = new LoopbackProxy(Hello, World);
        using var scene = new PrefetchScene(Hello, World);
        await scene.PrefetchAsync(proxy.Url);
        var file = Path.Combine(scene.Cache, "download", World.Module.Escaped + extension);
        File.WriteAllText(file, "damaged");

        var verification = await VerifyAsync(scene);

        verification.Should().BeEquivalentTo(new { Modules = 2 });
        verification.Damaged.Should().ContainSingle().Which.Should().StartWith("example.com/World@v0.1.0: ");
        (await scene.PrefetchAsync(proxy.Url))!.Downloaded.Should().Be(1);
        (await VerifyAsync(scene)).Damaged.Should().BeEmpty();
    }

    [Test]
    public async Task What_was_used_within_a_day_stays_whatever_the_size()
    {
        await using var proxy = new LoopbackProxy(Hello);
        using var scene = new PrefetchScene(Hello);
        await scene.PrefetchAsync(proxy.Url);

        var pruning = Pruner(scene, days: 0.5).Prune(mostBytes: 0, longest: TimeSpan.FromDays(30));

        pruning.Should().BeEquivalentTo(new { Snapshots = 0, Modules = 0, BytesBefore = Bytes(Hello) });
    }

    [Test]
    public async Task A_cache_that_is_too_large_loses_snapshots_first_and_then_what_was_used_longest_ago()
    {
        await using var proxy = new LoopbackProxy(Hello, World);
        using var scene = new PrefetchScene(Hello, World);
        await scene.PrefetchAsync(proxy.Url);
        File.SetLastWriteTimeUtc(
            Path.Combine(scene.Cache, "download", World.Module.Escaped + ".zip"), DateTime.UtcNow.AddDays(-9));

        var pruning = Pruner(scene, days: 2).Prune(mostBytes: Bytes(Hello), longest: TimeSpan.FromDays(30));

        pruning.Should().BeEquivalentTo(new { Snapshots = 1, Modules = 1 });
        pruning.BytesAfter.Should().BeLessThanOrEqualTo(Bytes(Hello));
        scene.FilesInStore.Should().Contain(file => file.EndsWith(".zip", StringComparison.Ordinal) && file.Contains("hello"))
            .And.NotContain(file => file.Contains("!world"));
    }

    [Test]
    public async Task What_nobody_used_for_long_goes_whatever_the_size()
    {
        await using var proxy = new LoopbackProxy(Hello);
        using var scene = new PrefetchScene(Hello);
        await scene.PrefetchAsync(proxy.Url);

        Pruner(scene, days: 40).Prune(mostBytes: long.MaxValue, longest: TimeSpan.FromDays(30))
            .Should().BeEquivalentTo(new { Snapshots = 1, Modules = 1, BytesAfter = 0L });
        (await scene.PrefetchAsync(proxy.Url))!.Downloaded.Should().Be(1);
    }

    [Test]
    public async Task A_go_mod_without_a_zip_counts_and_goes_like_any_other_module()
    {
        await using var proxy = new LoopbackProxy(Hello, World);
        using var scene = new PrefetchScene(Hello, World);
        File.WriteAllText(
            Path.Combine(scene.Service, "go.sum"),
            Hello.SumLines + World.SumLines.Split('\n').Single(line => line.Contains("/go.mod ", StringComparison.Ordinal)) + "\n");
        await scene.PrefetchAsync(proxy.Url);

        Pruner(scene, days: 40).Prune(mostBytes: long.MaxValue, longest: TimeSpan.FromDays(30))
            .Should().BeEquivalentTo(new { Modules = 2, BytesBefore = Bytes(Hello) + World.GoMod.Length, BytesAfter = 0L });
        scene.FilesInStore.Should().NotContain(file => file.EndsWith(".mod", StringComparison.Ordinal));
    }

    [Test]
    public async Task Nothing_is_pruned_while_another_run_fills_the_cache()
    {
        using var scene = new PrefetchScene(Hello);
        using var filling = await CacheLock.TakeToFillAsync(scene.Cache, TimeProvider.System, CancellationToken.None);
        using var another = await CacheLock.TakeToFillAsync(scene.Cache, TimeProvider.System, CancellationToken.None);

        Pruner(scene, days: 0).Prune(0, TimeSpan.Zero).Busy.Should().BeTrue();
    }

    [Test]
    public async Task A_snapshot_that_a_run_begins_to_use_while_it_is_pruned_stays()
    {
        await using var proxy = new LoopbackProxy(Hello);
        using var scene = new PrefetchScene(Hello);
        var snapshot = await scene.PrefetchAsync(proxy.Url);
        var folder = new SnapshotFolder(scene.Cache, new ModuleStore(scene.Cache, TimeProvider.System));
        var seen = folder.All().Single();
        var before = seen.LastWriteTimeUtc;

        folder.TryUse(ModuleNeeds.Of([GoSum.Parse("go.sum", Hello.SumLines)]), new DateTimeOffset(before).AddHours(1)).Should().BeTrue();

        folder.TryRemove(seen, before).Should().BeFalse();
        ZipIn(snapshot!).Should().Equal(Hello.Zip);
        folder.TryRemove(seen, before.AddHours(1)).Should().BeTrue();
        folder.All().Should().BeEmpty();
    }

    [TestCase(".zip")]
    [TestCase(".mod")]
    [TestCase(".info")]
    public async Task A_snapshot_that_lost_a_file_is_made_anew(string extension)
    {
        await using var proxy = new LoopbackProxy(Hello);
        using var scene = new PrefetchScene(Hello);
        var lost = Path.Combine((await scene.PrefetchAsync(proxy.Url))!.Directory, Hello.Module.Escaped + extension);
        File.Delete(lost);

        (await scene.PrefetchAsync("off"))!.FromCache.Should().Be(1);

        File.Exists(lost).Should().BeTrue();
    }

    [Test]
    public async Task A_snapshot_that_another_process_made_meanwhile_is_as_good_as_ones_own()
    {
        await using var proxy = new LoopbackProxy(Hello);
        using var scene = new PrefetchScene(Hello);
        var snapshot = await scene.PrefetchAsync(proxy.Url);
        var needs = ModuleNeeds.Of([GoSum.Parse("go.sum", Hello.SumLines)]);
        var store = new ModuleStore(scene.Cache, TimeProvider.System);

        new SnapshotFolder(scene.Cache, store).Make(needs, DateTimeOffset.UnixEpoch).Should().Be(snapshot!.Directory);
        Directory.EnumerateDirectories(Path.Combine(scene.Cache, "snapshots")).Should().ContainSingle();
    }

    [Test]
    public async Task Two_go_sum_files_with_different_hashes_for_one_version_each_get_what_they_name()
    {
        var other = new TestModule("example.com/hello", "v1.0.0", ("go.mod", "module example.com/hello\n"), ("x.go", "package x\n"));
        await using var proxy = new LoopbackProxy(Hello);
        await using var otherProxy = new LoopbackProxy(other);
        using var scene = new PrefetchScene(Hello);
        var first = await scene.PrefetchAsync(proxy.Url);
        scene.Require(other);

        var second = await scene.PrefetchAsync(otherProxy.Url);

        ZipIn(first!).Should().Equal(Hello.Zip);
        ZipIn(second!).Should().Equal(other.Zip);
    }

    private static long Bytes(TestModule module) => module.Zip.Length + module.GoMod.Length;

    private static byte[] ZipIn(ModuleSnapshot snapshot) =>
        File.ReadAllBytes(Path.Combine(snapshot.Directory, Hello.Module.Escaped + ".zip"));

    private static Task<StoreVerification> VerifyAsync(PrefetchScene scene) =>
        new StoreVerifier(scene.Cache, new MemoryLog(), TimeProvider.System).VerifyAsync(CancellationToken.None);

    private static StorePruner Pruner(PrefetchScene scene, double days) => new(scene.Cache, new LaterClock(TimeSpan.FromDays(days)));

    private sealed class LaterClock(TimeSpan later) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + later;
    }
}
