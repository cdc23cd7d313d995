using GoDockerTasks.Images;
using GoDockerTasks.Resilience;

namespace GoDockerTasks.Pipeline;

/// <summary>One attempt, why it failed, and what was done about it.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="Failure">Why it failed; null when it did not.</param>
/// <param name="Taken">What was done before the next one; null when there was none.</param>
public sealed record RecordedAttempt(BuildAttempt Attempt, FailureDiagnosis? Failure, string? Taken);
