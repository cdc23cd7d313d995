using GoDockerTasks.Errors;

namespace GoDockerTasks.Tests.Errors;

[TestFixture]
public sealed class ErrorKindsTests
{
    [Test]
    public void No_code_is_used_twice() =>
        ErrorKinds.All.Should().NotBeEmpty().And.OnlyHaveUniqueItems(kind => kind.Code);

    [TestCaseSource(typeof(ErrorKinds), nameof(ErrorKinds.All))]
    public void Every_kind_has_a_code_a_cause_and_a_fix(ErrorKind kind)
    {
        kind.Code.Should().MatchRegex("^GDT[1-4][0-9]{3}$");
        kind.Title.Should().NotBeNullOrWhiteSpace().And.NotEndWith(".");
        kind.Cause.Should().EndWith(".");
        kind.Fix.Should().EndWith(".");
        kind.ExitCode.Should().NotBe(ExitCode.Succeeded);
    }

    [Test]
    public void A_failure_says_what_why_and_what_to_do() =>
        new GoDockerException(ErrorKinds.InvalidSettings, "Attempts is '0'").Message
            .Should().Match("GDT2001: *: Attempts is '0'\n  Cause: *.\n  Fix:   *.");
}
