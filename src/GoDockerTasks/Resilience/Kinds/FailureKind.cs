using GoDockerTasks.Errors;

namespace GoDockerTasks.Resilience;

/// <summary>One kind of failed build: what it is called, what usually helps, and what to tell the reader.</summary>
/// <param name="Id">The id, such as <c>dial-timeout</c>; it never changes.</param>
/// <param name="Transient">Whether a re-run with nothing changed may succeed; the evidence of a log can overrule it.</param>
/// <param name="Action">The first thing to do, one of <see cref="FailureActions"/>; the evidence can overrule it.</param>
/// <param name="Error">The error that a run ends with, and so its exit code.</param>
/// <remarks>In the sentences, <c>{host}</c> and <c>{module}</c> stand for what the log names.</remarks>
public sealed record FailureKind(string Id, bool Transient, string Action, ErrorKind Error)
{
    /// <summary>Gets what happened, in one sentence.</summary>
    public required string What { get; init; }

    /// <summary>Gets the usual causes, most likely first; the evidence can move one to the front.</summary>
    public required IReadOnlyList<FailureCause> Causes { get; init; }

    /// <summary>Gets what to do, in order: commands, settings, a line of the Dockerfile.</summary>
    public required IReadOnlyList<string> Fixes { get; init; }

    /// <summary>Gets the error of a run that ends with it when the log shows that it may pass by itself.</summary>
    /// <value>The default is null: the same error.</value>
    public ErrorKind? ErrorWhenTransient { get; init; }

    /// <inheritdoc />
    public override string ToString() => Id;
}
