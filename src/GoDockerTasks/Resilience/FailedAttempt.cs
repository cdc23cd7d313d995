using GoDockerTasks.Images;

namespace GoDockerTasks.Resilience;

/// <summary>An attempt that failed, why, and what was decided about it.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="Diagnosis">Why it failed.</param>
/// <param name="Decision">What was decided; null while that is still open.</param>
public sealed record FailedAttempt(BuildAttempt Attempt, FailureDiagnosis Diagnosis, RetryDecision? Decision = null)
{
    /// <summary>Gets what shows that RUN steps cannot do on the network what this machine can; null where nothing does.</summary>
    public string? NetworkEvidence { get; init; }

    /// <summary>Gets a value indicating whether the host that failed was asked again from a RUN, and answered.</summary>
    public bool AnswersNow { get; init; }

    /// <summary>Reads an attempt's log and says why it failed.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The attempt with its diagnosis.</returns>
    public static FailedAttempt Of(BuildAttempt attempt, CancellationToken cancellationToken = default)
    {
        using var log = File.OpenRead(attempt.Log);
        var diagnosis = FailureClassifier.Classify(log, cancellationToken);

        // docker said that it failed, so a log that shows nothing is one that is not understood.
        return new(attempt, diagnosis.Failed ? diagnosis : diagnosis with { Kind = FailureKinds.Unknown });
    }
}
