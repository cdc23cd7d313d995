using GoDockerTasks.Dockerfiles.Linting;

namespace GoDockerTasks.Tests.Dockerfiles.Linting;

/// <summary>Rules about credentials that a layer, the history or the config keeps.</summary>
[TestFixture]
public sealed class CredentialRuleTests
{
    private const string Key = "url.\"https://x:${GIT_TOKEN}@git.example.com/\".insteadOf";
    private const string Rewrite = $"git config --global {Key} https://git.example.com/";

    // Put together here, so that no scanner takes this file for a leak.
    private const string GitHub = "gh" + "p_aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5";
    private const string GitLab = "glp" + "at-aB3dE5fG7hI9jK1lM3nO";

    [TestCase(Rewrite, true)]
    [TestCase($"{Rewrite} && go mod download", true)]
    [TestCase($"{Rewrite} && go mod download && git config --global --unset {Key}", false)]
    [TestCase($"{Rewrite} && go mod download && git config --global --remove-section url.\"https://x:${{GIT_TOKEN}}@git.example.com/\"", false)]
    [TestCase($"{Rewrite} && go mod download && rm -f ~/.gitconfig", false)]
    [TestCase($"rm -f ~/.gitconfig && {Rewrite}", true)]
    [TestCase($"{Rewrite} && git config --global --unset url.https://other.example.com/.insteadOf", true)]
    [TestCase($"git -c {Key}=https://git.example.com/ clone https://git.example.com/x", false)]
    [TestCase("echo \"machine git.example.com login x password $GIT_TOKEN\" > ~/.netrc", true)]
    [TestCase("echo \"machine git.example.com login x password $GIT_TOKEN\" > ~/.netrc && go mod download; rm ~/.netrc", false)]
    [TestCase("echo \"https://x:$GIT_TOKEN@git.example.com\" > ~/.git-credentials", true)]
    public void A_token_of_a_variable_is_found_unless_the_same_RUN_removes_it(string script, bool isKept) =>
        Codes($"FROM golang:1.24\nARG GIT_TOKEN\nRUN {script}\n").Contains("GDT5403").Should().Be(isKept);

    [Test]
    public void A_heredoc_that_is_a_netrc_is_found()
    {
        Codes("FROM golang:1.24\nARG GIT_TOKEN\nRUN cat <<EOF > /root/.netrc\nmachine x password $GIT_TOKEN\nEOF\n").Should().Contain("GDT5403");
        Codes("FROM golang:1.24\nCOPY <<EOF /root/.netrc\nmachine x password y\nEOF\n").Should().Contain("GDT5402");
        Codes("FROM golang:1.24\nCOPY <<.netrc /root/\nmachine x password y\n.netrc\n").Should().Contain("GDT5402");
        Codes("FROM golang:1.24\nCOPY <<EOF /etc/app.conf\na\nEOF\n").Should().NotContain("GDT5402");
    }

    [TestCase("git config --global url.\"https://x:$(cat /run/secrets/t)@h/\".insteadOf https://h/", true)]
    [TestCase("T=$(cat /run/secrets/t) && git config --global url.https://x:${T}@h/.insteadOf https://h/", true)]
    [TestCase("git config --global url.https://x:${T}@h/.insteadOf https://h/", false)]
    [TestCase("git config --global url.https://x:$(cat /run/secrets/t)@h/.insteadOf https://h/ && go mod download && rm ~/.gitconfig", false)]
    [TestCase("echo \"machine h login x password $(cat /run/secrets/t)\" >> $HOME/.netrc", true)]
    [TestCase("cat /run/secrets/t > ~/.netrc", true)]
    [TestCase("cat /run/secrets/t > ~/.netrc && go mod download && rm ~/.netrc", false)]
    [TestCase("cp /run/secrets/t /root/.netrc && go mod download", true)]
    [TestCase("cat /run/secrets/t | docker login -u x --password-stdin", false)]
    [TestCase("GIT_TOKEN=$(cat /run/secrets/t) go mod download", false)]
    public void A_mounted_secret_that_a_layer_keeps_is_found(string script, bool isKept)
    {
        Codes($"FROM golang:1.24\nRUN --mount=type=secret,id=t {script}\n").Contains("GDT5403").Should().Be(isKept);
        Codes($"FROM golang:1.24\nRUN --mount=type=secret,id=t --mount=type=tmpfs,target=/root {script}\n").Should().NotContain("GDT5403");
    }

    [TestCase("ENV NOTE=" + GitHub, true)]
    [TestCase("LABEL org.example.note=" + GitLab, true)]
    [TestCase("ARG NOTE=" + GitLab, true)]
    [TestCase("LABEL token=none", false)]
    public void A_token_is_an_error_under_any_name(string line, bool isFound) =>
        DockerfileLinter.Lint("Dockerfile", $"FROM scratch\n{line}\n").Findings
            .Any(finding => finding is { Rule.Code: "GDT5401", Severity: LintSeverity.Error, Line: 2 }).Should().Be(isFound);

    [TestCase("ARG U=https://ci:hunter2@p.example.com\nENV GOPROXY=$U", LintSeverity.Error)]
    [TestCase("ARG P=hunter2\nENV GOPROXY=https://ci:${P}@p.example.com", LintSeverity.Error)]
    [TestCase("ARG P\nENV GOPROXY=https://ci:${P}@p.example.com", LintSeverity.Warning)]
    [TestCase("ARG U=https://ci:hunter2@p.example.com\nRUN GOPROXY=$U go version", LintSeverity.Error)]
    [TestCase("ARG U\nENV GOPROXY=$U", null)]
    [TestCase("ARG H\nENV GOPROXY=https://$H:8080/x@v", null)]
    public void A_password_is_found_where_it_ends_in_GOPROXY(string lines, LintSeverity? severity) =>
        DockerfileLinter.Lint("Dockerfile", $"FROM golang:1.24\n{lines}\n").Findings
            .SingleOrDefault(finding => finding is { Rule.Code: "GDT5204", Line: 3 })?.Severity.Should().Be(severity);

    private static IEnumerable<string> Codes(string text) => DockerfileLinter.Lint("Dockerfile", text).Findings.Select(finding => finding.Rule.Code);
}
