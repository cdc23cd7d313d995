using GoDockerTasks.TestSupport.Modules;

namespace GoDockerTasks.EndToEnd.Chaos;

/// <summary>What is repaired between attempts, on a real engine.</summary>
[TestFixture]
[Category("Exhaustive")]
public sealed partial class HealTests
{
    [Test]
    public async Task Of_a_cache_mount_only_the_damaged_module_is_removed()
    {
        await using var scene = await ChaosScene.CreateAsync();
        var sound = scene.Module.Replace("greet", "sound", StringComparison.Ordinal);
        var sums = TinyModule.Write(scene.Service.File("proxy"), sound, "v1.0.0", "package sound\n");
        scene.Service.Write("go.sum", scene.Sums + sums);
        scene.Service.Write("go.mod", $"module example.test/app\n\ngo 1.21\n\nrequire (\n\t{scene.Module} v1.0.0\n\t{sound} v1.0.0\n)\n");
        // A crash of the machine can leave a file empty. The path is spelt so that the rewriting does not take the step for one that needs it.
        scene.Dockerfile(
            $"RUN --mount=type=cache,id={scene.Service.Image},target=/seen go mod download && if ! test -f /seen/once; "
            + $"then touch /seen/once; true > $(echo /go/p*/mod/cache/download/{scene.Module}/@v)/v1.0.0.mod; go mod download; fi");

        var run = await scene.RunAsync();

        run.ShouldSucceed();
        var id = MountId().Match(scene.Service.Read("artifacts/godocker/Dockerfile")).Value;
        var attempts = run.Section("attempts");
        attempts.GetArrayLength().Should().Be(2);
        attempts[0].GetProperty("failure").GetProperty("kind").GetString().Should().Be("checksum-empty-file");
        attempts[0].GetProperty("taken").GetString().Should().Be("clean-cache");
        run.Everything.Should().Contain($"{scene.Module}@v1.0.0 was removed from {id}");
        Downloads(scene, scene.Module).Should().Be(2);
        Downloads(scene, sound).Should().Be(1, "what was sound stays in the cache mount");
    }

    // The probe of the plan reads the beginning of a zip, too.
    private static int Downloads(ChaosScene scene, string module) => scene.First.Requests.Count(request =>
        request.Path.EndsWith($"{module}/@v/v1.0.0.zip", StringComparison.Ordinal) && request.Header("User-Agent")?.StartsWith("Go-http-client", StringComparison.Ordinal) == true);

    [System.Text.RegularExpressions.GeneratedRegex("godocker-go-mod-[0-9a-f]+")]
    private static partial System.Text.RegularExpressions.Regex MountId();
}
