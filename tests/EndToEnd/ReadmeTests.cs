using GoDockerTasks.EndToEnd.Support;

namespace GoDockerTasks.EndToEnd;

/// <summary>The README against the code.</summary>
[TestFixture]
public sealed class ReadmeTests : IDisposable
{
    private readonly OrdersService _service = new();

    public void Dispose() => _service.Dispose();

    [Test]
    public async Task Its_tables_and_the_pages_that_are_made_are_those_of_the_code()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Paths.Root, "README.md"));
        _service.Write("README.md", readme);

        (await _service.RunAsync("--target=Docs")).ExitCode.Should().Be(0);

        _service.Read("README.md").Should().Be(readme, "'./build.sh --target=Docs' writes them anew");
        foreach (var page in Directory.EnumerateFiles(_service.File("docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_service.Folder, file)))
        {
            _service.Read(page).Should().Be(await File.ReadAllTextAsync(Path.Combine(Paths.Root, page)), "'./build.sh --target=Docs' writes it anew");
        }
    }
}
