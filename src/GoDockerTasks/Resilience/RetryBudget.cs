using GoDockerTasks.Settings;

namespace GoDockerTasks.Resilience;

/// <summary>How often something may be attempted, and until when.</summary>
/// <param name="settings">Attempts, the exceptions for some kinds, and the deadline.</param>
internal sealed class RetryBudget(ServiceSettings settings)
{
    /// <summary>Says why there is no further attempt.</summary>
    /// <param name="failures">The kinds of the attempts that failed, in order; at least one.</param>
    /// <returns>The reason; null where there may be another one.</returns>
    public string? UsedUp(IReadOnlyList<FailureKind> failures)
    {
        var last = failures[^1];
        if (settings.AttemptsByKind.TryGetValue(last.Id, out var most))
        {
            return failures.Count(kind => kind == last) >= most ? $"All {most} attempts that AttemptsByKind gives {last} are used up." : null;
        }

        return failures.Count >= settings.Attempts ? $"All {settings.Attempts} attempts are used up." : null;
    }

    /// <summary>Says whether the user wants more attempts after such a failure, although a re-run seems of no use.</summary>
    public bool IsWanted(FailureKind kind) => settings.AttemptsByKind.GetValueOrDefault(kind.Id, 1) > 1;

    /// <summary>Says why there is no time for a further attempt.</summary>
    /// <param name="elapsed">How much time will have passed when it begins.</param>
    /// <returns>The reason; null where there is time.</returns>
    public string? LeavesNoTime(TimeSpan elapsed) =>
        elapsed >= settings.Deadline ? $"The deadline of {settings.Deadline:g} leaves no time for another attempt." : null;
}
