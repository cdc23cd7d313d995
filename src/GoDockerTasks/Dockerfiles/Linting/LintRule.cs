namespace GoDockerTasks.Dockerfiles.Linting;

/// <summary>What a rule says, for findings and for its page in the docs.</summary>
/// <param name="Code">
/// The code, such as <c>GDT5101</c>. Findings have the 5000s for themselves, so none is ever that of an error of a run.
/// A released code is never reused.
/// </param>
/// <param name="Severity">How much a finding usually matters.</param>
/// <param name="Title">The fault, in one line, without the particulars.</param>
public sealed record LintRule(string Code, LintSeverity Severity, string Title)
{
    /// <summary>Gets why it is a fault, in a few sentences.</summary>
    public required string Why { get; init; }

    /// <summary>Gets what to do about it, as an instruction.</summary>
    public required string Fix { get; init; }

    /// <summary>Gets a Dockerfile that has the fault.</summary>
    public required string Bad { get; init; }

    /// <summary>Gets the same Dockerfile without it.</summary>
    public required string Good { get; init; }

    /// <summary>Gets a value indicating whether <c>--fix</c> can mend it.</summary>
    public bool IsFixable { get; init; }

    /// <summary>Gets a value indicating whether a comment can silence it.</summary>
    /// <value>The default is true.</value>
    public bool IsIgnorable { get; init; } = true;

    internal LintFinding At(int line, string message, params LintEdit[] edits) => new(this, Severity, line, message) { Edits = edits };
}
