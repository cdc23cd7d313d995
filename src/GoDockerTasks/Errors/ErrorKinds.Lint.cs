namespace GoDockerTasks.Errors;

public static partial class ErrorKinds
{
    /// <summary>Gets the kind reported when Lint finds what its threshold does not let pass.</summary>
    public static ErrorKind LintThreshold { get; } = new(
        "GDT2120",
        "Lint found what should not pass",
        "There are findings as bad as the threshold, or worse.",
        "Mend the lines above (--fix does some of it), or write '# godocker:ignore CODE reason' above them; --fail-on=none only reports.",
        ExitCode.Source);

    /// <summary>Gets the kind reported when a Dockerfile cannot be mended in place.</summary>
    public static ErrorKind LintNotWritten { get; } = new(
        "GDT2121",
        "A Dockerfile could not be written",
        "The file or its folder may not be written to, or the disk is full.",
        "Give access to it, or run Lint without --fix.",
        ExitCode.Source);

    /// <summary>Gets the kind reported when a Dockerfile to mend is not UTF-8 text.</summary>
    public static ErrorKind LintNotText { get; } = new(
        "GDT2122",
        "A Dockerfile is not UTF-8 text",
        "Some bytes of it mean nothing in UTF-8, and writing the file would lose them.",
        "Save it as UTF-8, or run Lint without --fix.",
        ExitCode.Source);
}
