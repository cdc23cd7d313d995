using GoDockerTasks.Io;
using GoDockerTasks.Tests.Modules.Fakes;
using GoDockerTasks.TestSupport;
using GoDockerTasks.TestSupport.Modules;

namespace GoDockerTasks.Tests.Modules;

/// <summary>A hundred modules that others wrote, and the real <c>go</c> with the network cut.</summary>
[TestFixture]
[Category("Exhaustive")]
[Platform("Linux")]
[NonParallelizable] // It keeps all cores busy for minutes, and others count on answers within a second.
public sealed class RealModulesTests
{
    [Test]
    public async Task A_service_with_a_hundred_real_modules_builds_and_verifies_with_the_network_cut()
    {
        using var folder = new TempDirectory();
        using var scene = new PrefetchScene();
        var modules = await RealModules.MakeAsync(folder.Path);
        var imports = await modules.WriteServiceAsync(scene.Service);
        await using var proxy = LoopbackGoProxy.Start(modules.Proxy);

        var snapshot = await scene.PrefetchAsync(proxy.Url);

        imports.Should().HaveCountGreaterThanOrEqualTo(100, "each is of another module");
        snapshot!.Downloaded.Should().BeGreaterThanOrEqualTo(imports.Count);
        await BuildsAndVerifiesAsync(scene.Service, snapshot.Directory);
        await BuildsAndVerifiesAsync(scene.Service, Path.Combine(scene.Cache, "download"));
    }

    // Twice from nothing: a build asks for other files than a download, and what was not downloaded is not verified.
    private static async Task BuildsAndVerifiesAsync(string service, string proxy)
    {
        await RealGo.RunWithoutNetworkAsync(service, RealGo.Only(proxy), "build -mod=readonly ./...", "vet ./...");
        var verified = await RealGo.RunWithoutNetworkAsync(service, RealGo.Only(proxy), "mod download", "mod verify");
        verified.Should().Be("all modules verified");
    }
}
