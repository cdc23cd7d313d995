using GoDockerTasks.Images;
using GoDockerTasks.Io;
using GoDockerTasks.Tests.Images.Fakes;

namespace GoDockerTasks.Tests.Images;

[TestFixture]
public sealed class GitAccessTests : IDisposable
{
    private static readonly Dictionary<string, string> Agent = new() { ["SSH_AUTH_SOCK"] = "/run/agent" };

    private readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestCase("ssh://git@git.test/", true)]
    [TestCase("https://ann:canary-rule@git.test/", false)]
    public void The_users_agent_goes_along_only_where_a_rule_leads_to_ssh(string url, bool goes)
    {
        var access = Access(url, Agent);

        access.HasSsh.Should().Be(goes);
        string.Join(' ', access.Arguments).Contains("--ssh default", StringComparison.Ordinal).Should().Be(goes);
    }

    [Test]
    public void Without_an_agent_none_is_asked_for() => Access("ssh://git@git.test/", []).HasSsh.Should().BeFalse();

    [Test]
    public void What_the_user_names_goes_along_without_any_rule() =>
        Access("https://git.test/", [], "github=/keys/a", "default=/keys/b").Mounts.Should().Contain("type=ssh,id=default");

    [Test]
    public void No_argument_holds_a_secret()
    {
        var access = Access("https://ann:canary-rule@git.test/", Agent);

        access.Arguments.Concat(access.Mounts).Should().NotContain(text => text.Contains("canary", StringComparison.Ordinal));
        access.Variables.Should().ContainSingle().Which.Value.Should().Contain("canary-rule");
    }

    private GitAccess Access(string url, Dictionary<string, string> environment, params string[] ssh)
    {
        File.WriteAllText(_folder.File("netrc"), "machine git.test login ann password canary-netrc\n");
        File.WriteAllText(_folder.File("gitconfig"), $"[url \"{url}\"]\n\tinsteadOf = https://git.test/\n");
        var settings = Requests.Settings(_folder.Path) with
        {
            NetrcFile = _folder.File("netrc"),
            GitConfigFile = _folder.File("gitconfig"),
            KnownHostsFile = _folder.File("none"),
            Ssh = ssh,
        };

        return GitAccess.Of(settings, Requests.NoProxies, environment);
    }
}
