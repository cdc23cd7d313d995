namespace GoDockerTasks.Resilience;

/// <summary>What is done about a failed attempt, and why.</summary>
/// <param name="Step">What is done.</param>
/// <param name="Taken">The action's id as report.json shows it; null when nothing is done.</param>
/// <param name="Reason">Why, as one sentence.</param>
public sealed record RetryDecision(RetryStep Step, string? Taken, string Reason)
{
    /// <summary>Gets how long to wait first.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Gets how the next attempt is made; null when there is none.</summary>
    public NextAttempt? Next { get; init; }

    /// <summary>Gets what is repaired before it; null when nothing is.</summary>
    public HealStep? Heal { get; init; }

    /// <summary>Gets a value indicating whether there is a next attempt.</summary>
    public bool GoesOn => Step != RetryStep.Stop;
}
