using GoDockerTasks.Images.Layers;
using GoDockerTasks.Settings;
using GoDockerTasks.TestSupport;
using GoDockerTasks.Tests.Images.Fakes;
using GoDockerTasks.Tests.Modules.Fakes;

namespace GoDockerTasks.Tests.Images.Layers;

/// <summary>Snapshots in a real registry.</summary>
[TestFixture]
public sealed class ModuleLayersTests
{
    private static readonly TestModule Hello = TestModule.Hello("example.com/Hello");
    private static readonly TestModule World = TestModule.Hello("corp.example/world", "v0.1.0");

    [Test]
    public async Task Another_machine_finds_the_snapshot_and_fetches_nothing()
    {
        await using var registry = await LoopbackRegistry.StartAsync();
        await using var proxy = new LoopbackProxy(Hello, World);
        using var here = Scene($"{registry.Address}/go/modules");
        using var there = Scene($"{registry.Address}/go/modules");

        var first = await here.PrefetchAsync(proxy.Url);
        var second = await there.PrefetchAsync("http://127.0.0.1:1");

        first!.Layer.Should().Be($"{registry.Address}/go/modules@{await registry.FindDigestAsync("go/modules", first.Id["sha256:".Length..])}");
        second!.Layer.Should().Be(first.Layer);
        second.Place.Should().Be($"docker-image://{first.Layer}");
        there.FilesInStore.Should().BeEmpty();
        proxy.Requests.Should().HaveCount(2);
    }

    [Test]
    public async Task A_changed_go_sum_pushes_only_what_is_new()
    {
        await using var registry = await LoopbackRegistry.StartAsync();
        await using var proxy = new LoopbackProxy(Hello, World);
        using var scene = Scene($"{registry.Address}/go/modules");
        scene.Require(Hello);
        await scene.PrefetchAsync(proxy.Url);
        var before = Uploads(registry);
        scene.Require(Hello, World);

        await scene.PrefetchAsync(proxy.Url);

        before.Should().Be(2, "a layer and the config");
        Uploads(registry).Should().Be(4, "the layer of Hello is there");
    }

    [TestCase("corp.example", null)]
    [TestCase("corp.example", "none")]
    public async Task Private_modules_go_only_where_a_setting_allows_them(string goPrivate, string? goNoProxy)
    {
        await using var registry = await LoopbackRegistry.StartAsync();
        await using var proxy = new LoopbackProxy(Hello, World);
        using var scene = Scene($"{registry.Address}/go/modules");
        scene.Plan = plan => plan with { GoPrivate = goPrivate, GoNoProxy = goNoProxy ?? "nothing.example" };

        var snapshot = await scene.PrefetchAsync(proxy.Url);

        snapshot!.Layer.Should().BeNull();
        scene.Log.Text.Should().Contain("corp.example/world is private").And.Contain("PrivateModulesRepository");
        Uploads(registry).Should().Be(0);

        scene.Adjust = settings => Layered(settings, $"{registry.Address}/go/modules") with
        {
            PrivateModulesRepository = $"{registry.Address}/corp/modules",
        };
        (await scene.PrefetchAsync(proxy.Url))!.Layer.Should().StartWith($"{registry.Address}/corp/modules@sha256:");
    }

    [Test]
    public async Task A_registry_that_does_not_take_them_costs_a_warning_and_no_build()
    {
        await using var proxy = new LoopbackProxy(Hello, World);
        using var scene = Scene("127.0.0.1:1/go/modules");

        var snapshot = await scene.PrefetchAsync(proxy.Url);

        snapshot!.Place.Should().Be(snapshot.Directory);
        Directory.Exists(snapshot.Directory).Should().BeTrue();
        scene.Log.Text.Should().Contain("GDT4011").And.Contain("as a folder");
    }

    [Test]
    public async Task For_a_bundle_the_files_are_needed()
    {
        await using var registry = await LoopbackRegistry.StartAsync();
        await using var proxy = new LoopbackProxy(Hello, World);
        using var here = Scene($"{registry.Address}/go/modules");
        using var there = Scene($"{registry.Address}/go/modules");
        await here.PrefetchAsync(proxy.Url);
        there.Adjust = settings => Layered(settings, $"{registry.Address}/go/modules") with { Bundle = "modules.tar" };

        Directory.Exists((await there.PrefetchAsync(proxy.Url))!.Directory).Should().BeTrue();
    }

    [Test]
    public async Task A_registry_is_asked_for_a_snapshot_once_in_a_run()
    {
        using var registry = new StubRegistry();
        await using var proxy = new LoopbackProxy(Hello, World);
        using var scene = Scene($"{registry.Host}/go/modules");

        await scene.PrefetchAsync(proxy.Url);

        registry.Requests.Should().ContainSingle(request => request.StartsWith("HEAD /v2/go/modules/manifests/", StringComparison.Ordinal));
    }

    private static int Uploads(LoopbackRegistry registry) =>
        registry.Log.Split('\n').Count(line => line.Contains("http.request.method=PUT", StringComparison.Ordinal)
            && line.Contains("/blobs/uploads/", StringComparison.Ordinal)
            && line.Contains("response completed", StringComparison.Ordinal));

    private static PrefetchScene Scene(string repository)
    {
        PrefetchScene scene = new(Hello, World);
        scene.Adjust = settings => Layered(settings, repository);
        scene.Layers = settings => new ModuleLayers(settings, new StubProcesses(), "/no/config.json", TimeProvider.System);
        return scene;
    }

    private static ServiceSettings Layered(ServiceSettings settings, string repository) =>
        settings with { Modules = ModuleSource.Layer, ModulesRepository = repository };
}
