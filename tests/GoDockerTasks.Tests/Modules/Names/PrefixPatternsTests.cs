using GoDockerTasks.Modules;

namespace GoDockerTasks.Tests.Modules.Names;

[TestFixture]
public sealed class PrefixPatternsTests
{
    [TestCase("*.corp.com", "git.corp.com/team/lib", true)]
    [TestCase("*.corp.com", "corp.com/lib", false)]
    [TestCase("corp.com", "corp.com/team/lib", true)]
    [TestCase("corp.com/team", "corp.com/team2/lib", false)]
    [TestCase("corp.com/*/lib", "corp.com/team/lib/v2", true)]
    [TestCase("corp.com/*/lib", "corp.com/team", false)]
    [TestCase("corp.com/", "corp.com/lib", true)]
    [TestCase("other.com,,corp.com", "corp.com/lib", true)]
    [TestCase("corp.com/[a-c]*", "corp.com/boat", true)]
    [TestCase("corp.com/[^a-c]*", "corp.com/boat", false)]
    [TestCase("corp.com/[a-", "corp.com/boat", false)]
    [TestCase("corp.com/?oat", "corp.com/boat", true)]
    [TestCase("corp.com/\\*", "corp.com/*", true)]
    [TestCase("CORP.com", "corp.com/lib", false)]
    [TestCase("https://corp.com", "corp.com/lib", false)]
    [TestCase("*", "corp.com/lib", true)]
    [TestCase("", "corp.com/lib", false)]
    [TestCase("none", "corp.com/lib", false)]
    public void A_pattern_matches_the_beginning_of_a_path(string patterns, string path, bool matches) =>
        PrefixPatterns.Match(patterns, path).Should().Be(matches);
}
