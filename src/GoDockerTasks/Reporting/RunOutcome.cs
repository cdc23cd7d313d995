namespace GoDockerTasks.Reporting;

/// <summary>How a run ended.</summary>
public enum RunOutcome
{
    /// <summary>It did what it was asked to.</summary>
    Succeeded,

    /// <summary>It did not.</summary>
    Failed,

    /// <summary>The user stopped it.</summary>
    Cancelled,
}
