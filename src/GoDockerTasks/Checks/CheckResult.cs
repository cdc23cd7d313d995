namespace GoDockerTasks.Checks;

/// <summary>What became of one check.</summary>
/// <param name="Check">Its name.</param>
/// <param name="Findings">What it found.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record CheckResult(string Check, IReadOnlyList<Finding> Findings, TimeSpan Elapsed)
{
    /// <summary>Gets the worst of what it found.</summary>
    public CheckState State => Findings.Count == 0 ? CheckState.Ok : Findings.Max(finding => finding.State);
}
