using GoDockerTasks.EndToEnd.Support;
using GoDockerTasks.TestSupport;

namespace GoDockerTasks.EndToEnd;

/// <summary>Modules as an image in a registry, which every builder gets from there.</summary>
[TestFixture]
public sealed class ModuleLayerTests : IDisposable
{
    private readonly OrdersService _service = new();

    public void Dispose() => _service.Dispose();

    [Test]
    public async Task Another_machine_builds_the_same_image_from_it_and_fetches_no_module()
    {
        await using var registry = await LoopbackRegistry.StartAsync();

        var here = await RunAsync(registry.Address, "here", "--target=Image");
        var there = await RunAsync(registry.Address, "there", "--target=Image", "--goproxy=off", "--hermetic=on");

        here.ShouldSucceed();
        there.ShouldSucceed();
        there.Section("modules").GetProperty("downloaded").GetInt32().Should().Be(0);
        there.Section("modules").GetProperty("layer").GetString().Should()
            .StartWith($"{registry.Address}/go/modules@sha256:").And.Be(here.Section("modules").GetProperty("layer").GetString());
        there.Section("image").GetProperty("digest").GetString().Should().Be(here.Section("image").GetProperty("digest").GetString());
        Directory.Exists(_service.File("there/download")).Should().BeFalse();
    }

    [Test]
    public async Task A_layer_that_the_builder_does_not_get_is_replaced_by_the_folder()
    {
        // It says that it has everything, and gives nothing.
        await using var registry = LoopbackGoProxy.Start(_service.Folder);
        registry.Fail(_ => true, Fault.Status(200, ("Docker-Content-Digest", $"sha256:{new string('5', 64)}")));

        var run = await RunAsync(registry.Url["http://".Length..], "there", "--target=Image");

        run.ShouldSucceed();
        run.Section("attempts")[0].GetProperty("taken").GetString().Should().Be("modules-snapshot");
        run.Section("attempts").GetArrayLength().Should().Be(2);
        run.Section("modules").GetProperty("layer").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
    }

    [Test]
    public async Task Without_a_repository_the_setting_is_refused()
    {
        var run = await _service.RunAsync("--target=Image", "--modules=layer");

        run.ShouldFail(2, "GDT2001");
        run.Everything.Should().Contain("ModulesRepository");
    }

    private Task<HostRun> RunAsync(string registry, string machine, params string[] arguments) =>
        _service.RunAsync(
        [
            .. arguments, "--modules=layer", $"--godocker_modulesrepository={registry}/go/modules", $"--godocker_cache={_service.File(machine)}",
        ]);
}
