namespace GoDockerTasks.Errors;

/// <summary>A failure that the person running the build can act on.</summary>
/// <param name="kind">The kind of failure.</param>
/// <param name="detail">The particulars: which module, which file, which value. No secrets.</param>
/// <param name="innerException">What was thrown below, when there was something.</param>
public sealed class GoDockerException(ErrorKind kind, string detail, Exception? innerException = null)
    : Exception(Describe(kind, detail, null, null), innerException)
{
    /// <summary>Gets the kind of failure.</summary>
    public ErrorKind Kind { get; } = kind;

    /// <summary>Gets the particulars, without the code and the advice.</summary>
    public string Detail { get; } = detail;

    /// <summary>Gets the id of the failure kind (docs/failure-kinds.md), when the failure was classified.</summary>
    public string? Failure { get; init; }

    /// <summary>Gets the cause as the evidence shows it.</summary>
    /// <value>The default is the kind's usual cause.</value>
    public string Cause { get; init; } = kind.Cause;

    /// <summary>Gets the first thing to do, as the evidence shows it.</summary>
    /// <value>The default is the kind's usual fix.</value>
    public string Fix { get; init; } = kind.Fix;

    /// <summary>Gets the exit code of the run that this failure ends.</summary>
    /// <value>The default is the kind's own.</value>
    public ExitCode ExitCode { get; init; } = kind.ExitCode;

    /// <summary>Gets the file that it is about, for an annotation; null when it is about none.</summary>
    public string? File { get; init; }

    /// <summary>Gets the line in that file, counted from 1.</summary>
    public int? Line { get; init; }

    /// <inheritdoc />
    public override string Message => Describe(Kind, Detail, Cause, Fix);

    private static string Describe(ErrorKind kind, string detail, string? cause, string? fix) =>
        $"""
        {kind.Code}: {kind.Title}: {detail}
          Cause: {cause ?? kind.Cause}
          Fix:   {fix ?? kind.Fix}
        """;
}
