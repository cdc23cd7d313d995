using GoDockerTasks.Tests.Modules.Fakes;

namespace GoDockerTasks.Tests.Samples;

public sealed class PrefetchTests
{
    private const string Slogx = "slogx/@v/v0.0.0-20250318094512-3f1c8a7be2d4";

    [Test]
    public async Task The_modules_of_the_sample_are_what_its_go_sum_says()
    {
        using var scene = new PrefetchScene();
        foreach (var file in (string[])["go.mod", "go.sum"])
        {
            File.Copy(Repository.PathOf("samples", "orders", file), Path.Combine(scene.Service, file), overwrite: true);
        }

        var snapshot = await scene.PrefetchAsync(new Uri(Repository.PathOf("samples", "goproxy")).AbsoluteUri);

        string[] modules =
        [
            "!money/@v/v1.2.0", "clock/v2/@v/v2.0.1", "env/@v/v2.1.0+incompatible", "httpkit/@v/v1.4.0",
            "requestid/@v/v0.3.1", Slogx, "ulid/@v/v1.1.0",
        ];
        FilesOf(snapshot!.Directory, ".zip").Should().BeEquivalentTo(modules);
        FilesOf(snapshot.Directory, ".mod").Should().BeEquivalentTo(modules.Append("ulid/@v/v1.0.0"));
    }

    private static IEnumerable<string> FilesOf(string snapshot, string extension) =>
        Directory.EnumerateFiles(snapshot, "*" + extension, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Path.Combine(snapshot, "go.example.com"), file)[..^extension.Length].Replace('\\', '/'));
}
