using GoDockerTasks.Errors;

namespace GoDockerTasks.Resilience;

/// <summary>What a log says about why a build failed.</summary>
public sealed record FailureDiagnosis
{
    /// <summary>Gets the kind; <see cref="FailureKinds.None"/> where nothing failed.</summary>
    public required FailureKind Kind { get; init; }

    /// <summary>Gets a value indicating whether a re-run with nothing changed may succeed.</summary>
    public required bool Transient { get; init; }

    /// <summary>Gets the first thing to do, one of <see cref="FailureActions"/>.</summary>
    public required string Action { get; init; }

    /// <summary>Gets the host that it is about; null when the log names none.</summary>
    public string? Host { get; init; }

    /// <summary>Gets the module that it is about, as <c>path@version</c> or the path alone; null when the log names none.</summary>
    public string? Module { get; init; }

    /// <summary>Gets the line of the log that decided, from 1; null when none did.</summary>
    public int? LogLine { get; init; }

    /// <summary>Gets the line of the Dockerfile that failed, from 1; null when the log does not say.</summary>
    public int? DockerfileLine { get; init; }

    /// <summary>Gets how long the server asked to wait; null when it did not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets the lines that show it, without timestamps and colours; at most eight.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>Gets the other kinds of failure in the same log, in the order in which they are to be mended.</summary>
    public IReadOnlyList<FailureKind> Others { get; init; } = [];

    /// <summary>Gets a value indicating whether anything failed.</summary>
    public bool Failed => Kind != FailureKinds.None;

    /// <summary>Gets the error that a run ends with when this was its last failure.</summary>
    public ErrorKind Error => Transient ? Kind.ErrorWhenTransient ?? Kind.Error : Kind.Error;

    /// <summary>Gets what happened, in one sentence.</summary>
    public string What => Fill(Kind.What);

    /// <summary>Gets the causes, most likely first as the evidence shows it.</summary>
    public IEnumerable<string> Causes => Kind.Causes.OrderBy(cause => cause.IsShownBy(Evidence) ? 0 : 1).Select(cause => Fill(cause.Text));

    /// <summary>Gets what to do, in order.</summary>
    public IEnumerable<string> Fixes => Kind.Fixes.Select(Fill);

    /// <summary>Gets why the build is not tried again as it is.</summary>
    public string WhyNoRerun => Action == FailureActions.Stop ? "A re-run cannot help." : $"A re-run cannot help: {Action} is for a person to do.";

    private string Fill(string sentence) => sentence
        .Replace("{host}", Host ?? "the server", StringComparison.Ordinal)
        .Replace("{module}", Module ?? "the module", StringComparison.Ordinal);
}
