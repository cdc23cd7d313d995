using GoDockerTasks.Io;

namespace GoDockerTasks.Tests.Io;

[TestFixture]
public sealed class ContextFilterTests
{
    [TestCase("*.md", "README.md", false)]
    [TestCase("*.md", "docs/README.md", true)]
    [TestCase("**/*.md", "docs/deep/README.md", false)]
    [TestCase("**/*.md", "README.md", false)]
    [TestCase("/docs/", "docs/README.md", false)]
    [TestCase("docs/**", "docs/README.md", false)]
    [TestCase("docs/../src", "src/main.go", false)]
    [TestCase("?.go", "a.go", false)]
    [TestCase("[a-c].go", "d.go", true)]
    [TestCase("# docs", "docs", true)]
    [TestCase("docs\n!docs/keep", "docs/keep/go.mod", true)]
    [TestCase("!docs/keep\ndocs", "docs/keep/go.mod", false)]
    [TestCase("a+b.c", "a+b.c", false)]
    [TestCase("a.c", "abc", true)]
    [TestCase("*\n! go.mod", "go.mod", true)]
    [TestCase("../src", "src", true)]
    [TestCase("/../src", "src", false)]
    [TestCase("a/../../src", "src", true)]
    [TestCase("[", "x", true)]
    public void Patterns_are_read_as_docker_reads_them(string ignore, string path, bool included) =>
        ContextFilter.Parse(ignore).Includes(path).Should().Be(included);
}
