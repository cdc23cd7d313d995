using System.Globalization;

namespace GoDockerTasks.Images;

/// <summary>Says in one sentence where a build's time went.</summary>
internal static class BuildSummary
{
    private const int Named = 3;
    private const int LongestName = 80;

    private static readonly TimeSpan WorthNaming = TimeSpan.FromSeconds(1);

    /// <summary>Gives the sentence; BuildKit's own business, such as pulls and the context, counts as steps do.</summary>
    public static string Of(BuildAttempt attempt)
    {
        string[] slowest =
        [
            .. attempt.Steps
                .Where(step => !step.Cached && step.Duration >= WorthNaming)
                .OrderByDescending(step => step.Duration)
                .Take(Named)
                .Select(step => $"{Short(step.Name)} {Seconds(step.Duration!.Value)}"),
        ];

        return $"{attempt.CachedSteps} of {attempt.TotalSteps} steps from the cache, {Seconds(attempt.Duration)} in all"
            + (slowest.Length == 0 ? "." : $"; slowest: {string.Join(", ", slowest)}.");
    }

    private static string Short(string name) => name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…";

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}
