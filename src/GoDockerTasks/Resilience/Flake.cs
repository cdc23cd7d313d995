using GoDockerTasks.Reporting;

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
        Of(failures.Select(failed => (failed.Diagnosis, failed.Attempt.Duration, failed.Decision)));

    /// <summary>Sums up pushes that failed, the costliest kind first.</summary>
    /// <param name="failures">The failed pushes.</param>
    /// <returns>One entry for each kind.</returns>
    public static IReadOnlyList<Flake> Of(IReadOnlyList<FailedPush> failures) =>
        Of(failures.Select(failed => (failed.Diagnosis, failed.Duration, (RetryDecision?)failed.Decision)));

    /// <summary>Says at the end of a run what it got over.</summary>
    /// <param name="flakes">What it was.</param>
    /// <param name="log">Where it is said.</param>
    public static void Tell(IReadOnlyList<Flake> flakes, IRunLog log)
    {
        foreach (var flake in flakes)
        {
            log.Warning($"Got over {flake.Kind}, {flake.Times} time(s), {flake.Cost.TotalSeconds:0.#} s lost. {flake.Advice}");
        }
    }

    private static IReadOnlyList<Flake> Of(IEnumerable<(FailureDiagnosis Diagnosis, TimeSpan Duration, RetryDecision? Decision)> failures) =>
    [
        .. failures
            .GroupBy(failed => failed.Diagnosis.Kind)
            .Select(group => new Flake(
                group.Key,
                group.Count(),
                group.Aggregate(TimeSpan.Zero, (sum, failed) => sum + failed.Duration + (failed.Decision?.Delay ?? TimeSpan.Zero)),
                AdviceFor(group.Last().Diagnosis, group.Last().Decision)))
            .OrderByDescending(flake => flake.Cost),
    ];

    private static string AdviceFor(FailureDiagnosis diagnosis, RetryDecision? decision) => decision?.Step switch
    {
        RetryStep.SwitchNetwork =>
            "RUN steps have another network than this machine: give the engine DNS servers and a route, or set --godocker_runnetwork=host.",
        RetryStep.Unrewritten => "Put '# godocker:off REASON' above the RUN that does not bear our mounts.",
        _ => diagnosis.Fixes.First(),
    };
}
