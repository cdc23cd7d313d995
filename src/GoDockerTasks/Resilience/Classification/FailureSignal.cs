namespace GoDockerTasks.Resilience;

/// <summary>A line that shows a failure, and what the lines after it add.</summary>
internal sealed class FailureSignal
{
    public required FailureKind Kind { get; set; }

    public required FailureDepth Depth { get; set; }

    public required bool Transient { get; set; }

    public required string Action { get; set; }

    public required LogLine Line { get; init; }

    /// <summary>Gets the number of the build step that printed it; 0 where the log does not number them.</summary>
    public required int Step { get; init; }

    public string? Host { get; set; }

    public string? Module { get; set; }

    public TimeSpan? RetryAfter { get; set; }

    public List<string> Evidence { get; } = [];
}
