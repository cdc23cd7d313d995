using GoDockerTasks.Errors;
using GoDockerTasks.Images;
using GoDockerTasks.Resilience;
using GoDockerTasks.Settings;
using GoDockerTasks.Tests.Resilience.Fakes;

namespace GoDockerTasks.Tests.Resilience;

[TestFixture]
public sealed class BuildRetrierTests : IDisposable
{
    private readonly FailingBuilds _builds = new();
    private readonly VirtualClock _clock = new();
    private readonly CollectingLog _log = new();

    public void Dispose() => _builds.Dispose();

    [Test]
    public async Task A_first_attempt_that_succeeded_is_all()
    {
        var result = await Retrier().RunAsync(FailingBuilds.Succeeded(new(1, FailingBuilds.Plan())), Never, CancellationToken.None);

        result.Built!.Number.Should().Be(1);
        result.Failures.Should().BeEmpty();
    }

    [Test]
    public async Task A_failure_that_passes_ends_in_an_image_and_a_flake()
    {
        var result = await Run(FailureLogs.Reset, FailureLogs.Reset, null);

        result.Error.Should().BeNull();
        result.Built!.Number.Should().Be(3);
        result.Failures.Select(failed => failed.Decision!.Taken).Should().Equal("retry", "failover-proxy");
        var flake = result.Flakes.Should().ContainSingle().Subject;
        flake.Kind.Should().Be(FailureKinds.ConnReset);
        flake.Cost.Should().Be(TimeSpan.FromSeconds(21));
        flake.Advice.Should().NotBeEmpty();
    }

    [Test]
    public async Task The_waits_grow()
    {
        await Run(FailingBuilds.Settings, new(1, FailingBuilds.Plan("https://a.example.net")), FailureLogs.Reset, FailureLogs.Reset, FailureLogs.Reset, null);

        _clock.Waits.Should().Equal(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4));
    }

    [Test]
    public async Task A_failure_that_nothing_helps_ends_with_its_diagnosis_after_one_attempt()
    {
        var result = await Run(FailureLogs.Compile);

        result.Built.Should().BeNull();
        result.Error!.Kind.Should().Be(ErrorKinds.BuildSourceFailed);
        result.Error.Failure.Should().Be("compile-error");
        result.Error.ExitCode.Should().Be(ExitCode.Source);
        result.Error.Message.Should().Contain("undefined: kit.NoSuch");
    }

    [Test]
    public async Task A_failure_that_stays_ends_when_the_attempts_are_used_up()
    {
        var result = await Run(FailureLogs.Reset, FailureLogs.Reset, FailureLogs.Reset, FailureLogs.Reset);

        result.Failures.Should().HaveCount(4);
        result.Error!.ExitCode.Should().Be(ExitCode.NetworkTransient);
        result.Error.Detail.Should().Contain("4 attempts");
    }

    [Test]
    public async Task Each_decision_is_said_and_recorded_when_it_is_made()
    {
        List<FailedAttempt> recorded = [];
        var logs = new Queue<string?>([FailureLogs.Reset, null]);
        var retrier = Retrier(recorded: recorded.Add);

        await retrier.RunAsync(_builds.Failed(logs.Dequeue()!), (next, _) => Next(logs, next), CancellationToken.None);

        recorded.Should().ContainSingle().Which.Decision!.Taken.Should().Be("retry");
        string.Join('\n', _log.Texts).Should().ContainAll("Attempt 1 failed", "conn-reset", "Attempt 2 follows", "retry");
    }

    [Test]
    public async Task What_is_to_be_repaired_is_repaired_before_the_next_attempt()
    {
        List<string> order = [];
        var retrier = Retrier(heal: step => order.Add(step.Kind.ToString()));

        await retrier.RunAsync(
            _builds.Failed(FailureLogs.DiskFull),
            (next, _) =>
            {
                order.Add($"attempt {next.Number}");
                return Task.FromResult(FailingBuilds.Succeeded(next));
            },
            CancellationToken.None);

        order.Should().Equal("PruneOwn", "attempt 2");
    }

    [Test]
    public async Task An_attempt_that_hangs_ends_at_the_deadline()
    {
        var result = await Retrier().RunAsync(
            _builds.Failed(FailureLogs.Reset),
            async (_, token) =>
            {
                _clock.AdvanceToDeadline();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                return null!;
            },
            CancellationToken.None);

        result.Error!.Failure.Should().Be("conn-reset");
        result.Error.Detail.Should().Contain("deadline");
    }

    [Test]
    public async Task The_callers_cancellation_is_no_failure()
    {
        using var cancellation = new CancellationTokenSource();

        var run = () => Retrier().RunAsync(
            _builds.Failed(FailureLogs.Reset),
            (_, token) =>
            {
                cancellation.Cancel();
                token.ThrowIfCancellationRequested();
                return Never(null!, token);
            },
            cancellation.Token);

        await run.Should().ThrowAsync<OperationCanceledException>();
    }

    private Task<RetryResult> Run(params string?[] logs) => Run(FailingBuilds.Settings, new(1, FailingBuilds.Plan()), logs);

    private Task<RetryResult> Run(ServiceSettings settings, NextAttempt first, params string?[] logs)
    {
        var queue = new Queue<string?>(logs);
        return Retrier(settings).RunAsync(_builds.Failed(queue.Dequeue()!, first), (next, _) => Next(queue, next), CancellationToken.None);
    }

    private Task<BuildAttempt> Next(Queue<string?> logs, NextAttempt next)
    {
        var log = logs.Dequeue();
        _clock.Advance(TimeSpan.FromSeconds(10));
        return Task.FromResult(log is null ? FailingBuilds.Succeeded(next) : _builds.Failed(log, next));
    }

    private static Task<BuildAttempt> Never(NextAttempt next, CancellationToken token) =>
        throw new InvalidOperationException("No attempt was to be made.");

    private BuildRetrier Retrier(ServiceSettings? settings = null, Action<HealStep>? heal = null, Action<FailedAttempt>? recorded = null)
    {
        settings ??= FailingBuilds.Settings;
        return new(new RetryDecider(settings, RetryPolicy.Default, () => 1), settings.Deadline, _log, _clock)
        {
            Heal = (step, _) =>
            {
                heal?.Invoke(step);
                return Task.CompletedTask;
            },
            Recorded = recorded ?? (_ => { }),
        };
    }
}
