using GoDockerTasks.TestSupport;

namespace GoDockerTasks.EndToEnd.Chaos;

/// <summary>What goes wrong on the way into a registry.</summary>
[TestFixture]
public sealed class PushChaosTests
{
    [Test]
    public async Task A_registry_that_fails_while_it_takes_the_manifest_gets_the_image_at_the_second_push()
    {
        await using var scene = await ChaosScene.CreateAsync();
        var registry = await scene.WithRegistryAsync();
        scene.Service.Write("Dockerfile", "FROM scratch\nCOPY go.mod /\n");
        registry.Fail(request => request.StartsWith("PUT", StringComparison.Ordinal) && request.Contains("/manifests/", StringComparison.Ordinal), Fault.Status(503), 1);

        var run = await scene.RunAsync($"--image={registry.Address}/shop/chaos", "--tag=1.0", "--push");

        run.ShouldSucceed();
        var failed = run.Section("failedPushes");
        failed.GetArrayLength().Should().Be(1);
        failed[0].GetProperty("failure").GetProperty("kind").GetString().Should().Be("registry-network");
        failed[0].GetProperty("decision").GetProperty("action").GetString().Should().Be("retry");
        run.Section("flakes").GetArrayLength().Should().Be(1);
        (await scene.Registry!.FindDigestAsync("shop/chaos", "1.0")).Should().NotBeNull();
    }

    [Test]
    [Category("Exhaustive")]
    public async Task A_registry_that_wants_a_login_is_asked_once()
    {
        await using var scene = await ChaosScene.CreateAsync();
        var registry = await scene.WithRegistryAsync(LoopbackRegistry.ShopUser);
        scene.Service.Write("Dockerfile", "FROM scratch\nCOPY go.mod /\n");

        var run = await scene.RunAsync($"--image={registry.Address}/shop/chaos", "--push");

        run.ShouldFail(40, "GDT4002");
        run.Section("failedPushes").GetArrayLength().Should().Be(1);
        run.Section("error").GetProperty("kind").GetString().Should().Be("registry-auth");
    }
}
