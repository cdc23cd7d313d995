using GoDockerTasks.Tests.Modules.Fakes;

namespace GoDockerTasks.Tests.Modules;

[TestFixture]
public sealed class ContextCheckTests
{
    private static readonly TestModule Hello = TestModule.Hello("example.com/hello");

    [Test]
    public async Task A_go_sum_that_dockerignore_hides_is_told()
    {
        using var scene = new PrefetchScene(Hello);
        Write(scene, ".dockerignore", "*.sum\n");

        (await WarningAsync(scene)).Should().Contain($".dockerignore keeps {Path.Combine(scene.Service, "go.sum")} out of the build context");
    }

    [TestCase("../common", "is outside the build context")]
    [TestCase("./missing", "there is no folder")]
    [TestCase("./hidden", ".dockerignore keeps")]
    public async Task A_folder_in_a_modules_place_that_the_build_does_not_get_is_told_with_its_line(string folder, string problem)
    {
        using var scene = new PrefetchScene(Hello);
        Write(scene, "hidden/go.mod", "module example.com/x\n");
        Write(scene, ".dockerignore", "hidden\n");
        File.AppendAllText(Path.Combine(scene.Service, "go.mod"), $"replace example.com/x => {folder}\n");

        (await WarningAsync(scene)).Should().ContainAll("go.mod:6: ", problem);
    }

    [Test]
    public async Task A_member_of_a_workspace_that_is_not_there_is_told()
    {
        using var scene = new PrefetchScene(Hello);
        Write(scene, "go.work", "go 1.21\n\nuse (\n\t.\n\t./api\n)\n");

        (await WarningAsync(scene)).Should().Contain($"go.work: there is no folder {Path.Combine(scene.Service, "api")}");
    }

    [Test]
    public async Task Nothing_is_told_where_all_that_is_named_comes_along()
    {
        using var scene = new PrefetchScene(Hello);
        Write(scene, "lib/go.mod", "module example.com/x\n");
        Write(scene, ".dockerignore", "*\n!go.*\n!lib\n");
        File.AppendAllText(Path.Combine(scene.Service, "go.mod"), "replace example.com/x => ./lib/\nreplace example.com/y => /opt/y\n");

        (await WarningAsync(scene)).Should().NotContain("The build will miss");
    }

    private static void Write(PrefetchScene scene, string name, string text)
    {
        var file = Path.Combine(scene.Service, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private static async Task<string> WarningAsync(PrefetchScene scene)
    {
        await using var proxy = new LoopbackProxy(Hello);
        await scene.PrefetchAsync(proxy.Url);

        return scene.Log.Text;
    }
}
