using GoDockerTasks.Io;

namespace GoDockerTasks.Tests.Io;

[TestFixture]
public sealed class GitUrlRulesTests
{
    [Test]
    public void Of_a_git_configuration_only_the_url_rules_are_taken()
    {
        var rules = GitUrlRules.Parse(
            """
            [user]
                name = Ann
            [url "https://oauth2:token@git.test/"]
                insteadOf = https://git.test/
            [credential]
                helper = store
            [URL "ssh://git@other.test/"]
                insteadOf = https://other.test/
            """);

        rules.Text.Should().Be(
            "[url \"https://oauth2:token@git.test/\"]\ninsteadOf = https://git.test/\n"
            + "[URL \"ssh://git@other.test/\"]\ninsteadOf = https://other.test/\n");
        rules.Urls.Should().Equal("https://oauth2:token@git.test/", "ssh://git@other.test/");
    }

    [TestCase("https://token@git.test/", false)]
    [TestCase("ssh://git@git.test/", true)]
    [TestCase("git@git.test:", true)]
    [TestCase("/srv/git/", false)]
    public void It_is_known_whether_ssh_is_needed(string url, bool needed) =>
        GitUrlRules.Parse($"[url \"{url}\"]\n\tinsteadOf = https://git.test/\n").UseSsh.Should().Be(needed);

    [Test]
    public void A_file_that_is_not_there_has_no_rules() => GitUrlRules.Read("/nowhere/gitconfig").Text.Should().BeEmpty();
}
