using System.Text.Json;
using GoDockerTasks.Checks;
using GoDockerTasks.Errors;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Tests.Checks;

[TestFixture]
public sealed class CheckRunnerTests
{
    private static readonly Finding Broken = Finding.Broken("it is down", "start it", ExitCode.Machine);

    [Test]
    public async Task Results_come_in_the_order_of_the_way_whichever_is_done_first()
    {
        var release = new TaskCompletionSource();
        var results = await RunAsync(
            [new Check("slow", async _ => { await release.Task; return [Finding.Ok("a")]; })],
            [new Check("quick", _ => { release.SetResult(); return Task.FromResult<IReadOnlyList<Finding>>([Finding.Ok("b")]); })]);

        results.Select(result => result.Check).Should().Equal("slow", "quick");
    }

    [Test]
    public async Task Behind_a_broken_check_of_the_same_strand_nothing_is_asked()
    {
        var asked = false;
        var results = await RunAsync([Of("daemon", Broken), new Check("BuildKit", _ => { asked = true; return Task.FromResult<IReadOnlyList<Finding>>([]); })]);

        asked.Should().BeFalse();
        results[1].Findings.Should().Equal(Finding.Warning("not checked, because 'daemon' is broken"));
    }

    [Test]
    public async Task A_check_that_hangs_is_broken_when_its_own_deadline_is_over()
    {
        var results = await RunAsync([new Check("hanging", async token => { await Task.Delay(Timeout.Infinite, token); return []; }) { Deadline = TimeSpan.FromMilliseconds(50) }]);

        results[0].State.Should().Be(CheckState.Broken);
        results[0].Findings[0].Evidence.Should().StartWith("no answer within");
    }

    [Test]
    public async Task A_check_that_takes_a_cancellation_for_an_answer_makes_no_result_of_it()
    {
        using var stop = new CancellationTokenSource();
        var check = new Check("daemon", async token =>
        {
            await stop.CancelAsync();
            throw new GoDockerException(ErrorKinds.DaemonNotRunning, "it does not answer");
        });

        var act = () => new CheckRunner(TimeProvider.System).RunAsync([[check]], stop.Token);

        await act.Should().ThrowAsync<OperationCanceledException>();
    }

    [Test]
    public async Task What_nobody_thought_of_in_one_check_costs_no_other_its_result()
    {
        var results = await RunAsync([new Check("odd", _ => throw new FormatException("no number"))], [Of("DNS", Finding.Ok("a"))]);

        results[0].Findings[0].Should().BeEquivalentTo(new { State = CheckState.Broken, Evidence = "this check itself failed: FormatException: no number" });
        results[1].State.Should().Be(CheckState.Ok);
    }

    [Test]
    public async Task A_failure_becomes_a_finding_with_its_code_and_fix()
    {
        var results = await RunAsync([new Check("client", _ => throw new GoDockerException(ErrorKinds.DockerNotInstalled, "no docker"))]);

        results[0].Findings.Should().Equal(Finding.Broken(
            $"GDT3002 {ErrorKinds.DockerNotInstalled.Title}: no docker", ErrorKinds.DockerNotInstalled.Fix, ExitCode.Machine));
    }

    [Test]
    public void The_exit_code_is_that_of_the_first_broken_hop_and_what_may_pass_comes_last()
    {
        static CheckResult Result(params Finding[] findings) => new("x", findings, TimeSpan.Zero);
        var passing = Finding.Broken("503", "later", ExitCode.NetworkTransient);

        CheckRunner.ExitCodeOf([Result(passing), Result(Broken), Result(Finding.Broken("x", "y", ExitCode.Source))]).Should().Be(ExitCode.Machine);
        CheckRunner.ExitCodeOf([Result(passing), Result(Finding.Warning("x"))]).Should().Be(ExitCode.NetworkTransient);
        CheckRunner.ExitCodeOf([Result(Finding.Warning("x"))]).Should().Be(ExitCode.Succeeded);
    }

    [Test]
    public async Task The_table_and_the_JSON_say_the_same_and_no_secret()
    {
        var results = await RunAsync([Of("DNS", Finding.Ok("a.test 10.0.0.1"), Finding.Broken("canary is not found\nsecond line", "nslookup b.test", ExitCode.NetworkNeedsChange))]);
        var redactor = new Redactor(["canary"]);

        CheckReport.Table(results, redactor).Should().Be(
            """
            DNS  ok       a.test 10.0.0.1
                 broken   *** is not found
                          second line
                          Fix: nslookup b.test
            """.ReplaceLineEndings("\n"));
        var json = JsonDocument.Parse(CheckReport.Json(results, redactor)).RootElement;
        json.GetProperty("exitCode").GetInt32().Should().Be(11);
        json.GetProperty("checks")[0].GetProperty("state").GetString().Should().Be("broken");
        json.GetProperty("checks")[0].GetProperty("findings")[1].GetProperty("fix").GetString().Should().Be("nslookup b.test");
        json.ToString().Should().NotContain("canary");
    }

    private static Check Of(string name, params Finding[] findings) => new(name, _ => Task.FromResult<IReadOnlyList<Finding>>(findings));

    private static Task<IReadOnlyList<CheckResult>> RunAsync(params IReadOnlyList<ICheck>[] strands) =>
        new CheckRunner(TimeProvider.System).RunAsync(strands, CancellationToken.None);

    private sealed class Check(string name, Func<CancellationToken, Task<IReadOnlyList<Finding>>> run) : ICheck
    {
        public string Name => name;

        public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

        public Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken) => run(cancellationToken);
    }
}
