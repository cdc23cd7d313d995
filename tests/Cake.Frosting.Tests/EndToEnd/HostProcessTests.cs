namespace Cake.Frosting.Tests.EndToEnd;

[CancelAfter(60_000)]
public sealed class HostProcessTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("frosting-host-");

    [Test]
    public async Task A_build_runs_its_lifetimes_and_tasks_and_reports(CancellationToken cancellationToken)
    {
        var (exitCode, output, error) = await RunAsync(["--flavour=Debug"], cancellationToken);

        exitCode.Should().Be(0, error);
        output.Should().ContainAll(
            "setup for Default", "before Clean", "compiling as Debug", "after Default", "teardown after 2, successful: True", "Total:");
    }

    [TestCase("--tree", "Default\n└─Compile\n   └─Clean")]
    [TestCase("--dryrun", "1. Clean\n2. Compile\n3. Default")]
    [TestCase("--version", "7.0.0\n")]
    [TestCase("--help", "--exclusive")]
    public async Task A_question_is_answered_and_nothing_runs(string option, string answer, CancellationToken cancellationToken)
    {
        var (exitCode, output, error) = await RunAsync([option], cancellationToken);

        exitCode.Should().Be(0, error);
        output.Should().Contain(answer).And.NotContain("compiling");
    }

    [Test]
    public async Task Descriptions_are_listed(CancellationToken cancellationToken)
    {
        var (exitCode, output, error) = await RunAsync(["--description"], cancellationToken);

        exitCode.Should().Be(0, error);
        output.Should().MatchRegex("Compile +Compiles the sources.");
    }

    [TestCase("Fail", 1, "The disk is full.")]
    [TestCase("FailWithCode", 20, "The code does not compile.")]
    [TestCase("Missing", 1, "The target 'Missing' was not found.")]
    public async Task A_failure_has_its_exit_code_and_no_stack(
        string target, int exitCode, string message, CancellationToken cancellationToken)
    {
        var result = await RunAsync(["--target=" + target], cancellationToken);

        result.ExitCode.Should().Be(exitCode);
        result.Error.Should().Contain(message).And.NotContain("   at ");
    }

    [Test]
    public async Task The_configuration_lies_in_the_working_directory(CancellationToken cancellationToken)
    {
        var other = _directory.CreateSubdirectory("other");
        await File.WriteAllTextAsync(
            Path.Combine(other.FullName, "cake.config"), "[NuGet]\nSource=https://packages.example\n", cancellationToken);

        var (exitCode, output, error) = await RunAsync(["--target=Where", "--working=other"], cancellationToken);

        exitCode.Should().Be(0, error);
        output.Should().Contain("in " + other.FullName).And.Contain("source https://packages.example");
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private Task<(int ExitCode, string Output, string Error)> RunAsync(string[] args, CancellationToken cancellationToken) =>
        BuiltHost.RunAsync(_directory.FullName, args, cancellationToken);
}
