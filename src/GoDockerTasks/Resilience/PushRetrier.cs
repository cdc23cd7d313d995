using System.Text;
using GoDockerTasks.Errors;
using GoDockerTasks.Network;
using GoDockerTasks.Reporting;
using GoDockerTasks.Settings;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace GoDockerTasks.Resilience;

/// <summary>Pushes until the registry has it, or nothing helps any more: the same classifier, attempts, waits and deadline as for builds.</summary>
/// <param name="settings">How many attempts, and how much time.</param>
/// <param name="policy">How long to wait.</param>
/// <param name="jitter">Gives numbers from 0 to 1 that spread the waits.</param>
/// <param name="circuits">Takes notice of registries that fail.</param>
/// <param name="log">Where each decision is said.</param>
/// <param name="time">The clock.</param>
/// <remarks>The engine itself tries a layer five times within seconds, and never what was answered 429.</remarks>
public sealed class PushRetrier(
    ServiceSettings settings, RetryPolicy policy, Func<double> jitter, HostCircuits circuits, IRunLog log, TimeProvider time)
{
    private readonly RetryBudget _budget = new(settings);

    /// <summary>Gets what is told of each failed attempt at once, so that a report knows of it even if the run is cancelled.</summary>
    /// <value>The default does nothing.</value>
    public Action<FailedPush> Recorded { get; init; } = _ => { };

    /// <summary>Pushes one reference.</summary>
    /// <param name="reference">The image's name with a tag.</param>
    /// <param name="push">Makes one attempt.</param>
    /// <param name="cancellationToken">The caller's wish to stop, which is no failure.</param>
    /// <returns>The digest that the registry has.</returns>
    /// <exception cref="GoDockerException">
    /// The registry does not take it, or not before the deadline (<c>GDT4002</c>).
    /// </exception>
    public async Task<string> RunAsync(string reference, Func<CancellationToken, Task<PushAttempt>> push, CancellationToken cancellationToken)
    {
        List<FailedPush> failures = [];
        var (started, began) = (time.GetTimestamp(), time.GetTimestamp());
        var pipeline = new ResiliencePipelineBuilder<PushAttempt> { TimeProvider = time }
            .AddTimeout(new TimeoutStrategyOptions { Timeout = settings.Deadline })
            .AddRetry(new RetryStrategyOptions<PushAttempt>
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Result is { Digest: null } attempt && Decide(attempt).GoesOn),
                DelayGenerator = _ => ValueTask.FromResult<TimeSpan?>(failures[^1].Decision.Delay),
            })
            .Build();
        try
        {
            var last = await pipeline.ExecuteAsync(
                async token =>
                {
                    began = time.GetTimestamp();
                    return await push(token);
                },
                cancellationToken);
            if (last.Digest is null)
            {
                throw FailureSummary.PushError(reference, failures[^1]);
            }

            Flake.Tell(Flake.Of(failures), log);
            return last.Digest;
        }
        catch (TimeoutRejectedException)
        {
            throw new GoDockerException(
                ErrorKinds.PushFailed, $"{reference} was not pushed within {settings.Deadline:g}, in {failures.Count + 1} attempt(s).")
            {
                Failure = FailureKinds.Stalled.Id,
            };
        }

        RetryDecision Decide(PushAttempt attempt)
        {
            var diagnosis = Diagnose(attempt);
            var decision = Judge(failures, diagnosis, time.GetElapsedTime(started));
            var failed = new FailedPush(reference, failures.Count + 1, time.GetElapsedTime(began), diagnosis, decision);
            failures.Add(failed);
            Recorded(failed);
            log.Warning($"Push {failed.Number} of {reference} failed: {diagnosis.Kind}. {diagnosis.What}");
            if (decision.GoesOn)
            {
                log.Information($"Push {failed.Number + 1} follows after {decision.Delay.TotalSeconds:0.#} s: {decision.Reason}");
            }

            if (diagnosis.Host is { } host && diagnosis.Transient)
            {
                circuits.Failed(host);
            }

            return decision;
        }
    }

    // docker said that it failed; what it said may be nothing that anybody knows.
    private static FailureDiagnosis Diagnose(PushAttempt attempt)
    {
        using var text = new MemoryStream(Encoding.UTF8.GetBytes(attempt.Output));
        var diagnosis = FailureClassifier.Classify(text);
        return diagnosis.Failed && diagnosis.Kind != FailureKinds.Unknown ? diagnosis : diagnosis with
        {
            Kind = FailureKinds.PushFailed,
            Transient = FailureKinds.PushFailed.Transient,
            Action = FailureKinds.PushFailed.Action,
        };
    }

    private RetryDecision Judge(IReadOnlyList<FailedPush> earlier, FailureDiagnosis diagnosis, TimeSpan elapsed)
    {
        if (_budget.UsedUp([.. earlier.Select(failed => failed.Diagnosis.Kind), diagnosis.Kind]) is { } spent)
        {
            return new(RetryStep.Stop, null, spent);
        }

        // A registry that says when to come back is not asking for a login.
        var mayPass = diagnosis.Transient && (diagnosis.Action != FailureActions.FixCredentials || diagnosis.RetryAfter is not null);
        if (!mayPass && !_budget.IsWanted(diagnosis.Kind))
        {
            return new(RetryStep.Stop, null, diagnosis.WhyNoRerun);
        }

        var delay = policy.Delay(earlier.Count + 1, jitter(), diagnosis.RetryAfter);
        return _budget.LeavesNoTime(elapsed + delay) is { } late
            ? new(RetryStep.Stop, null, late)
            : new(RetryStep.Retry, FailureActions.Retry, "It may pass by itself; what the registry has already is not sent again.") { Delay = delay };
    }
}
