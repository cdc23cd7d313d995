using GoDockerTasks.Errors;
using GoDockerTasks.Resilience;

namespace GoDockerTasks.Tests.Resilience;

[TestFixture]
public sealed class FailureKindsTests
{
    // The ids are a contract: logs, report.json and scripts know them.
    private const string Ids = """
        body-interrupted bad-version buildkit-frontend-pull buildkit-session cache-corrupt cache-permission cancelled
        checksum-empty-file checksum-mismatch compile-error conn-reset connect-refused copy-not-found corrupt-download
        daemon-network daemon-unavailable dial-timeout disk-full dns-no-such-host dns-resolver-unreachable dns-servfail
        dockerfile-parse exec-format go-too-old gomod-inconsistent gosum-bad http-proxy-auth http-proxy-broken missing-tool
        module-path-mismatch no-gomod none oom-killed os-package-fetch proxy-404-410 proxy-429 proxy-5xx proxy-bad-response
        proxy-denied push-failed registry-auth registry-manifest-unknown registry-network registry-rate-limit run-download
        stalled step-failed sumdb-404-410 sumdb-misbehavior sumdb-unreachable test-failure tls-handshake-timeout
        toolchain-unavailable unknown vcs-auth vcs-network vcs-repo-not-found x509-bad-cert x509-unknown-ca
        """;

    [Test]
    public void Every_id_is_there_and_no_other() =>
        FailureKinds.All.Select(kind => kind.Id).Should().BeEquivalentTo(Ids.Split(['\n', ' '], StringSplitOptions.RemoveEmptyEntries));

    [TestCaseSource(typeof(FailureKinds), nameof(FailureKinds.All))]
    public void Every_kind_says_what_happened_why_and_what_to_do(FailureKind kind)
    {
        kind.What.Should().EndWith(".");
        kind.Causes.Should().NotBeEmpty().And.OnlyContain(cause => cause.Text.EndsWith('.'));
        kind.Fixes.Should().NotBeEmpty();
        FailureActions.All.Should().Contain(kind.Action);
        FailureKinds.Find(kind.Id).Should().BeSameAs(kind);
    }

    [TestCase("dial-timeout", ExitCode.NetworkTransient)]
    [TestCase("proxy-5xx", ExitCode.NetworkTransient)]
    [TestCase("x509-unknown-ca", ExitCode.NetworkNeedsChange)]
    [TestCase("dns-no-such-host", ExitCode.NetworkNeedsChange)]
    [TestCase("http-proxy-auth", ExitCode.NetworkNeedsChange)]
    [TestCase("compile-error", ExitCode.Source)]
    [TestCase("gosum-bad", ExitCode.Source)]
    [TestCase("checksum-mismatch", ExitCode.Source)]
    [TestCase("vcs-auth", ExitCode.Source)]
    [TestCase("dockerfile-parse", ExitCode.Source)]
    [TestCase("disk-full", ExitCode.Machine)]
    [TestCase("oom-killed", ExitCode.Machine)]
    [TestCase("daemon-unavailable", ExitCode.Machine)]
    [TestCase("cache-corrupt", ExitCode.Machine)]
    [TestCase("registry-auth", ExitCode.Publishing)]
    [TestCase("push-failed", ExitCode.Publishing)]
    [TestCase("cancelled", ExitCode.Cancelled)]
    public void The_exit_code_says_whose_matter_it_is(string id, ExitCode exitCode) =>
        FailureKinds.Find(id)!.Error.ExitCode.Should().Be(exitCode);

    [Test]
    public void Every_rule_names_its_source_and_has_words() =>
        FailureRules.All.Should().OnlyContain(rule => rule.Source.Length > 0 && rule.Any.Length > 0 && rule.Any.All(word => word.Length > 1));
}
