namespace GoDockerTasks.Dockerfiles.Linting;

/// <summary>A fault in a Dockerfile.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Severity">How much it matters here.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Message">The fault with its particulars, in a sentence.</param>
public sealed record LintFinding(LintRule Rule, LintSeverity Severity, int Line, string Message)
{
    /// <summary>Gets the reason why a comment above the line ignores it; null where none does.</summary>
    public string? IgnoredBecause { get; init; }

    /// <summary>Gets a value indicating whether <c>--fix</c> can mend it here.</summary>
    public bool IsFixable => Edits.Count > 0;

    internal IReadOnlyList<LintEdit> Edits { get; init; } = [];
}
