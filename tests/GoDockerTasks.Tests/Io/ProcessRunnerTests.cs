using System.Diagnostics;
using GoDockerTasks.Errors;
using GoDockerTasks.Io;

namespace GoDockerTasks.Tests.Io;

public sealed class ProcessRunnerTests
{
    private readonly ProcessRunner _runner = new(TimeProvider.System);

    private static ProcessSpec Shell(string script) => new("/bin/sh", ["-c", script]);

    [Test]
    public async Task Output_error_and_exit_code_are_told_apart()
    {
        var result = await _runner.CaptureAsync(Shell("echo one; echo two >&2; echo drei äöü; exit 3"), default);

        result.Should().Be(new ProcessOutput(3, "one\ndrei äöü", "two"));
    }

    [Test]
    public async Task Arguments_reach_the_program_unquoted()
    {
        var result = await _runner.CaptureAsync(new("/bin/echo", ["a b", "\"c\"", "$HOME", ""]), default);

        result.Output.Should().Be("a b \"c\" $HOME ");
    }

    [Test]
    public async Task Variables_are_set_and_taken_away()
    {
        var spec = Shell("echo ${NEW-none} ${HOME-none}") with
        {
            Environment = new Dictionary<string, string?> { ["NEW"] = "a\nb", ["HOME"] = null },
        };

        (await _runner.CaptureAsync(spec, default)).Output.Should().Be("a b none");
    }

    [Test]
    public async Task Input_is_handed_over_and_closed()
    {
        var text = new string('x', 500_000);

        (await _runner.CaptureAsync(new ProcessSpec("/bin/cat", []) { StandardInput = text }, default))
            .Output.Should().Be(text);
        (await _runner.CaptureAsync(Shell("exit 0") with { StandardInput = text }, default)).ExitCode.Should().Be(0);
    }

    [Test]
    public async Task A_program_that_is_not_there_is_named()
    {
        var act = () => _runner.CaptureAsync(new("no-such-program", []), default);

        (await act.Should().ThrowAsync<GoDockerException>())
            .Which.Should().Match<GoDockerException>(e =>
                e.Kind == ErrorKinds.ProgramNotStarted && e.Detail.Contains("no-such-program"));
    }

    [Test]
    public async Task Cancelling_asks_the_program_to_end_and_waits_until_it_has()
    {
        using var cancel = new CancellationTokenSource();
        List<string> lines = [];
        var act = () => _runner.RunAsync(
            Shell("trap 'echo told; exit 1' TERM; echo ready; while :; do sleep 0.05; done"),
            line =>
            {
                lines.Add(line.Text);
                cancel.Cancel();
            },
            cancel.Token);

        await act.Should().ThrowAsync<OperationCanceledException>();
        lines.Should().Equal("ready", "told");
    }

    [Test]
    public async Task A_program_that_does_not_listen_is_killed_with_its_children()
    {
        using var cancel = new CancellationTokenSource();
        List<int> ids = [];
        var act = () => _runner.RunAsync(
            Shell("trap '' TERM; sleep 600 & echo $!; echo $$; while :; do sleep 1; done"),
            line =>
            {
                ids.Add(int.Parse(line.Text));
                if (ids.Count == 2)
                {
                    cancel.Cancel();
                }
            },
            cancel.Token);

        await act.Should().ThrowAsync<OperationCanceledException>();
        ids.Should().HaveCount(2).And.OnlyContain(id => !IsRunning(id));
    }

    [Test]
    public async Task A_child_that_outlives_the_program_does_not_hold_up_the_run()
    {
        int? child = null;
        var exitCode = await _runner.RunAsync(
            Shell("sleep 600 & echo $!"), line => child = int.Parse(line.Text), default);
        using var left = Process.GetProcessById(child!.Value);
        left.Kill();

        exitCode.Should().Be(0);
    }

    [Test]
    public async Task A_listener_that_throws_ends_the_program()
    {
        var act = () => _runner.RunAsync(
            Shell("while :; do echo line; done"), _ => throw new InvalidDataException("no"), default);

        await act.Should().ThrowAsync<InvalidDataException>();
    }

    private static bool IsRunning(int id) =>
        File.Exists($"/proc/{id}/stat") && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ");
}
