namespace GoDockerTasks.Resilience;

/// <summary>A push that failed, why, and what was decided about it.</summary>
/// <param name="Reference">The image's name with a tag.</param>
/// <param name="Number">The attempt's number, from 1.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Diagnosis">Why it failed.</param>
/// <param name="Decision">What was decided.</param>
public sealed record FailedPush(string Reference, int Number, TimeSpan Duration, FailureDiagnosis Diagnosis, RetryDecision Decision);
