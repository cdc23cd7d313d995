using GoDockerTasks.Tests.Modules.Fakes;
using GoDockerTasks.TestSupport;

namespace GoDockerTasks.Tests.Modules;

/// <summary>The real <c>go</c>, with nothing but the snapshot, finds all that it asks for.</summary>
[TestFixture]
public sealed class RealGoTests
{
    private static readonly TestModule Text = new(
        "example.com/Text/v2", "v2.1.0",
        ("go.mod", "module example.com/Text/v2\n\ngo 1.21\n"),
        ("text.go", "package text\n\nconst Hello = \"hello\"\n"));

    private static readonly TestModule Greet = new(
        "example.com/greet", "v0.0.0-20240102030405-0123456789ab",
        ("go.mod", "module example.com/greet\n\ngo 1.21\n\nrequire example.com/Text/v2 v2.1.0\n"),
        ("greet.go", "package greet\n\nimport \"example.com/Text/v2\"\n\nfunc Greet() string { return text.Hello }\n"));

    // From before modules: no go.mod, and a major version that its path does not say.
    private static readonly TestModule Old = new("example.com/old", "v3.0.0+incompatible", ("old.go", "package old\n\nconst Old = 1\n"));

    [Test]
    public async Task Builds_tests_vets_downloads_and_verifies_without_a_network()
    {
        using var scene = new PrefetchScene();
        scene.Require(Text, Greet, Old);
        File.WriteAllText(
            Path.Combine(scene.Service, "main.go"),
            "package main\n\nimport (\n\t\"example.com/greet\"\n\t\"example.com/old\"\n)\n\nfunc main() { println(greet.Greet(), old.Old) }\n");
        File.WriteAllText(
            Path.Combine(scene.Service, "main_test.go"),
            "package main\n\nimport (\n\t\"testing\"\n\n\t\"example.com/greet\"\n)\n\nfunc TestGreet(t *testing.T) {\n\tif greet.Greet() != \"hello\" {\n\t\tt.Fail()\n\t}\n}\n");
        await using var proxy = new LoopbackProxy(Text, Greet, Old);
        var snapshot = await scene.PrefetchAsync(proxy.Url);

        foreach (var place in new[] { snapshot!.Directory, Path.Combine(scene.Cache, "download") })
        {
            foreach (var command in new[] { "build ./...", "test ./...", "vet ./...", "list -m all" })
            {
                await RealGo.RunAsync(scene.Service, RealGo.Only(place), command);
            }

            (await RealGo.RunAsync(scene.Service, RealGo.Only(place), "mod download", "mod verify")).Should().Be("all modules verified");
        }
    }
}
