using GoDockerTasks.Images;
using GoDockerTasks.Reporting;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace GoDockerTasks.Resilience;

/// <summary>Goes on after a failed first attempt until there is an image, or nothing helps any more.</summary>
/// <param name="decider">Decides about each failure.</param>
/// <param name="deadline">The time that all attempts together may take.</param>
/// <param name="log">Where each decision is said.</param>
/// <param name="time">The clock for waits and the deadline.</param>
public sealed class BuildRetrier(RetryDecider decider, TimeSpan deadline, IRunLog log, TimeProvider time)
{
    // An attempt knows how much time it has and ends by itself, with a log that says where it stood; this is for one that does not.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Gets what repairs something before the next attempt; it throws nothing for what it cannot repair.</summary>
    /// <value>The default does nothing.</value>
    public Func<HealStep, CancellationToken, Task> Heal { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>Gets what looks at a failed attempt before it is decided about, and adds the evidence that can be had.</summary>
    /// <value>The default adds none.</value>
    public Func<FailedAttempt, CancellationToken, Task<FailedAttempt>> Examine { get; init; } = (failed, _) => Task.FromResult(failed);

    /// <summary>Gets what is told of each failed attempt at once, so that a report knows of it even if the run is cancelled.</summary>
    /// <value>The default does nothing.</value>
    public Action<FailedAttempt> Recorded { get; init; } = _ => { };

    /// <summary>Goes on after an attempt.</summary>
    /// <param name="first">The attempt that was made already.</param>
    /// <param name="build">Makes the next one.</param>
    /// <param name="cancellationToken">The caller's wish to stop, which is no failure.</param>
    /// <returns>The image, or what the run ends with.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<RetryResult> RunAsync(
        BuildAttempt first, Func<NextAttempt, CancellationToken, Task<BuildAttempt>> build, CancellationToken cancellationToken)
    {
        List<FailedAttempt> failures = [];
        if (first.Succeeded)
        {
            return new(failures, first, null);
        }

        var started = time.GetTimestamp();
        TimeSpan Elapsed() => first.Duration + time.GetElapsedTime(started);
        var left = deadline - first.Duration;
        if (left <= TimeSpan.Zero)
        {
            var decision = await DecideAsync(failures, first, Elapsed, cancellationToken);
            return Failed(failures, decision.Reason);
        }

        var pipeline = Pipeline(failures, Elapsed, left);
        try
        {
            var last = await pipeline.ExecuteAsync(
                async token => failures.Count == 0 ? first : await build(failures[^1].Decision!.Next! with { TimeLeft = deadline - Elapsed() }, token),
                cancellationToken);
            return last.Succeeded ? Succeeded(failures, last) : Failed(failures, failures[^1].Decision!.Reason);
        }
        catch (TimeoutRejectedException)
        {
            return Failed(failures, $"The deadline of {deadline:g} was over before the next attempt was.");
        }
    }

    private ResiliencePipeline<BuildAttempt> Pipeline(List<FailedAttempt> failures, Func<TimeSpan> elapsed, TimeSpan left) =>
        new ResiliencePipelineBuilder<BuildAttempt> { TimeProvider = time }
            .AddTimeout(new TimeoutStrategyOptions { Timeout = Within(left + Grace) })
            .AddRetry(new RetryStrategyOptions<BuildAttempt>
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = async arguments =>
                    arguments.Outcome.Result is { Succeeded: false } attempt &&
                        (await DecideAsync(failures, attempt, elapsed, arguments.Context.CancellationToken)).GoesOn,
                DelayGenerator = _ => ValueTask.FromResult<TimeSpan?>(failures[^1].Decision!.Delay),
                OnRetry = async arguments =>
                {
                    if (failures[^1].Decision!.Heal is { } step)
                    {
                        await Heal(step, arguments.Context.CancellationToken);
                    }
                },
            })
            .Build();

    // Polly takes timeouts from 10 ms to a day.
    private static TimeSpan Within(TimeSpan left) =>
        left < TimeSpan.FromMilliseconds(10) ? TimeSpan.FromMilliseconds(10) : left > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1) : left;

    private async ValueTask<RetryDecision> DecideAsync(
        List<FailedAttempt> failures, BuildAttempt attempt, Func<TimeSpan> elapsed, CancellationToken cancellationToken)
    {
        var failed = await Examine(FailedAttempt.Of(attempt, cancellationToken), cancellationToken);
        var decision = decider.Decide([.. failures, failed], elapsed());
        failed = failed with { Decision = decision };
        failures.Add(failed);
        Recorded(failed);

        var (number, diagnosis) = (attempt.Number, failed.Diagnosis);
        log.Warning($"Attempt {number} failed after {attempt.Duration.TotalSeconds:0.#} s: {diagnosis.Kind}. {diagnosis.What}");
        if (decision.GoesOn)
        {
            var wait = decision.Delay > TimeSpan.Zero ? $" after {decision.Delay.TotalSeconds:0.#} s" : "";
            log.Information($"Attempt {number + 1} follows{wait} ({decision.Taken}): {decision.Reason}");
        }

        return decision;
    }

    private RetryResult Succeeded(List<FailedAttempt> failures, BuildAttempt built)
    {
        var result = new RetryResult(failures, built, null);
        Flake.Tell(result.Flakes, log);
        return result;
    }

    private static RetryResult Failed(List<FailedAttempt> failures, string reason) =>
        new(failures, null, FailureSummary.Error(failures[^1].Diagnosis, reason, failures[^1].Attempt.Dockerfile.Path));
}
