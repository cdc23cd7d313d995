namespace GoDockerTasks.Resilience;

/// <summary>A kind of failure that a run got over.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Times">How often it happened.</param>
/// <param name="Cost">The time that was lost: failed attempts and waits.</param>
/// <param name="Advice">What would avoid it.</param>
public sealed record Flake(FailureKind Kind, int Times, TimeSpan Cost, string Advice)
{
    /// <summary>Sums up failures, the costliest kind first.</summary>
    /// <param name="failures">The failed attempts.</param>
    /// <returns>One entry for each kind.</returns>
    public static IReadOnlyList<Flake> Of(IReadOnlyList<FailedAttempt> failures) =>
    [
        .. failures
            .GroupBy(failed => failed.Diagnosis.Kind)
            .Select(group => new Flake(
                group.Key,
                group.Count(),
                group.Aggregate(TimeSpan.Zero, (sum, failed) => sum + failed.Attempt.Duration + (failed.Decision?.Delay ?? TimeSpan.Zero)),
                group.Last().Diagnosis.Fixes.First()))
            .OrderByDescending(flake => flake.Cost),
    ];
}
