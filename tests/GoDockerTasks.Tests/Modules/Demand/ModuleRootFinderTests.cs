using GoDockerTasks.Io;
using GoDockerTasks.Modules;

namespace GoDockerTasks.Tests.Modules;

[TestFixture]
public sealed class ModuleRootFinderTests : IDisposable
{
    private readonly TempDirectory _context = new();

    private string Dockerfile => _context.File("Dockerfile");

    public void Dispose() => _context.Dispose();

    [Test]
    public void Every_module_of_the_context_is_found_the_nearest_first()
    {
        Module("z");
        Module("a/deep");
        Module(".");
        Module("vendor/x");
        Module("testdata");
        Module("_old");
        Module(".git");
        Module("web/node_modules/x");

        Found().Should().Equal(".", "z", "a/deep");
    }

    [Test]
    public void What_dockerignore_leaves_out_is_not_found_and_the_dockerfiles_own_beats_the_contexts()
    {
        Module(".");
        Module("tools");
        Module("services/orders");
        File.WriteAllText(_context.File(".dockerignore"), "tools\n");

        Found().Should().Equal(".", "services/orders");

        File.WriteAllText(Dockerfile + ".dockerignore", "*\n!services\n");
        Found().Should().Equal("services/orders");
    }

    private void Module(string folder)
    {
        var path = Path.Combine(_context.Path, folder);
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, "go.mod"), "module example.com/x\n");
    }

    private IEnumerable<string> Found() =>
        ModuleRootFinder.Find(_context.Path, Dockerfile).Select(folder => Path.GetRelativePath(_context.Path, folder));
}
