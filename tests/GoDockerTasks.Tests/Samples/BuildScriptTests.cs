namespace GoDockerTasks.Tests.Samples;

public sealed class BuildScriptTests
{
    [TestCase("build.sh")]
    [TestCase("build.ps1")]
    public void The_sample_starts_as_this_repository_does(string script)
    {
        var ours = WithoutVariables(Repository.PathOf(script));
        var sample = WithoutVariables(Repository.PathOf("samples", "orders", script));

        sample.Should().Equal(ours, "the scripts may differ only in the paragraph 'What differs from repository to repository'");
    }

    [Test]
    public void The_sample_uses_the_same_SDK()
    {
        File.ReadAllText(Repository.PathOf("samples", "orders", "global.json"))
            .Should().Be(File.ReadAllText(Repository.PathOf("global.json")));
    }

    private static List<string> WithoutVariables(string script)
    {
        var lines = File.ReadAllLines(script);
        var start = Array.FindIndex(lines, line => line.StartsWith("# What differs", StringComparison.Ordinal));
        var end = Array.FindIndex(lines, Math.Max(start, 0), line => line.Length == 0);
        start.Should().BePositive();
        return [.. lines[..start], .. lines[end..]];
    }
}
