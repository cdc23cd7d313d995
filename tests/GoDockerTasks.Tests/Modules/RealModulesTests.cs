using GoDockerTasks.Io;
using GoDockerTasks.Tests.Modules.Fakes;
using GoDockerTasks.TestSupport;
using GoDockerTasks.TestSupport.Modules;

namespace GoDockerTasks.Tests.Modules;

/// <summary>A hundred modules that others wrote, and the real <c>go</c> with the network cut.</summary>
[TestFixture]
[Category("Exhaustive")]
[Platform("Linux")]
public sealed class RealModulesTests
{
    [Test]
    public async Task A_service_with_a_hundred_real_modules_builds_and_verifies_with_the_network_cut()
    {
        using var scene = new PrefetchScene();
        using var folder = new TempDirectory();
        var modules = await RealModules.MakeAsync(folder.Path);
        await modules.WriteServiceAsync(scene.Service);
        await using var proxy = LoopbackGoProxy.Start(modules.Proxy);

        var snapshot = await scene.PrefetchAsync(proxy.Url);

        snapshot!.Downloaded.Should().BeGreaterThanOrEqualTo(100);
        foreach (var place in new[] { snapshot.Directory, Path.Combine(scene.Cache, "download") })
        {
            // Only what is in the module cache is verified: that comes after the download.
            await RealGo.RunWithoutNetworkAsync(scene.Service, RealGo.Only(place), "mod download", "mod verify");
            await RealGo.RunWithoutNetworkAsync(scene.Service, RealGo.Only(place), "build -mod=readonly ./...", "vet ./...");
        }
    }
}
