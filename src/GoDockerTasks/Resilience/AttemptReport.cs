using GoDockerTasks.Images;
using GoDockerTasks.Network;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Resilience;

/// <summary>Puts attempts and flakes into the form of report.json.</summary>
public static class AttemptReport
{
    /// <summary>Gives the report's entry of an attempt that made the image.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <returns>The entry.</returns>
    public static ReportedAttempt Of(BuildAttempt attempt) => Of(attempt, null, null);

    /// <summary>Gives the report's entry of an attempt that failed.</summary>
    /// <param name="failed">The attempt.</param>
    /// <returns>The entry.</returns>
    public static ReportedAttempt Of(FailedAttempt failed) =>
        Of(failed.Attempt, failed.Decision?.Taken, Of(failed.Diagnosis)) with { Decision = failed.Decision is { } decision ? Of(decision) : null };

    /// <summary>Gives the report's entry of a push that failed.</summary>
    /// <param name="failed">The push.</param>
    /// <returns>The entry.</returns>
    public static ReportedPush Of(FailedPush failed) =>
        new(failed.Reference, failed.Number, (long)failed.Duration.TotalMilliseconds, Of(failed.Diagnosis), Of(failed.Decision));

    /// <summary>Gives the report's entry of a diagnosis.</summary>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <returns>The entry.</returns>
    public static ReportedFailure Of(FailureDiagnosis diagnosis) => new(
        diagnosis.Kind.Id, diagnosis.Transient, diagnosis.Action, diagnosis.Host, diagnosis.Module, diagnosis.DockerfileLine, diagnosis.Evidence);

    /// <summary>Gives the report's entry of a flake.</summary>
    /// <param name="flake">The flake.</param>
    /// <returns>The entry.</returns>
    public static ReportedFlake Of(Flake flake) => new(flake.Kind.Id, (long)flake.Cost.TotalMilliseconds, flake.Advice);

    private static ReportedDecision Of(RetryDecision decision) => new(
        decision.Taken,
        decision.Reason,
        (long)decision.Delay.TotalMilliseconds,
        decision.Heal is { } heal ? ReportWord.Of(heal.Kind) : null,
        decision.Next is { } next ? ProxyAddress.WithoutCredentials(next.Network.GoProxy.ToString()) : null,
        decision.Next?.RunNetwork is { } network ? ReportWord.Of(network) : null);

    private static ReportedAttempt Of(BuildAttempt attempt, string? taken, ReportedFailure? failure) => new(
        attempt.Number,
        ReportWord.Of(attempt.Succeeded ? RunOutcome.Succeeded : RunOutcome.Failed),
        (long)attempt.Duration.TotalMilliseconds,
        attempt.CachedSteps,
        attempt.TotalSteps,
        Path.GetFileName(attempt.Log),
        taken,
        failure);
}
