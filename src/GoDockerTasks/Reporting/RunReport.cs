namespace GoDockerTasks.Reporting;

/// <summary>The content of report.json. Fields may be added; none is ever changed.</summary>
public sealed record RunReport
{
    /// <summary>Gets the version of this form.</summary>
    public long SchemaVersion { get; init; } = 1;

    /// <summary>Gets the version of the tool that wrote it.</summary>
    public string Tool { get; init; } = typeof(RunReport).Assembly.GetName().Version!.ToString(3);

    /// <summary>Gets the target that was asked for.</summary>
    public required string Target { get; init; }

    /// <summary>Gets <c>succeeded</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>Gets the process's exit code.</summary>
    public required long ExitCode { get; init; }

    /// <summary>Gets how long the run took, in milliseconds.</summary>
    public long DurationMs { get; init; }

    /// <summary>Gets what ended the run; null when nothing did.</summary>
    public ReportedError? Error { get; init; }

    /// <summary>Gets the source that was built; null outside git.</summary>
    public ReportedSource? Source { get; init; }

    /// <summary>Gets the engine; null when the run ended before it was asked.</summary>
    public ReportedEngine? Engine { get; init; }

    /// <summary>Gets the network; null when the run ended before.</summary>
    public ReportedNetwork? Network { get; init; }

    /// <summary>Gets the modules; null when there were none to fetch.</summary>
    public ReportedModules? Modules { get; init; }

    /// <summary>Gets the Dockerfile; null when the run ended before it was read.</summary>
    public ReportedDockerfile? Dockerfile { get; init; }

    /// <summary>Gets the base images.</summary>
    public IReadOnlyList<ReportedBase> Bases { get; init; } = [];

    /// <summary>Gets every attempt at building, in order.</summary>
    public IReadOnlyList<ReportedAttempt> Attempts { get; init; } = [];

    /// <summary>Gets every push that failed, in order.</summary>
    public IReadOnlyList<ReportedPush> FailedPushes { get; init; } = [];

    /// <summary>Gets what was retried, what it cost and what would avoid it.</summary>
    public IReadOnlyList<ReportedFlake> Flakes { get; init; } = [];

    /// <summary>Gets the image; null when there is none.</summary>
    public ReportedImage? Image { get; init; }

    /// <summary>Gets what was published; null when nothing was.</summary>
    public ReportedPublication? Published { get; init; }
}
