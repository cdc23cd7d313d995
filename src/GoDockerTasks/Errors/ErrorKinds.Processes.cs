namespace GoDockerTasks.Errors;

public static partial class ErrorKinds
{
    /// <summary>Gets the kind reported when a program that is needed cannot be started.</summary>
    public static ErrorKind ProgramNotStarted { get; } = new(
        "GDT3001",
        "A program could not be started",
        "It is not installed, or not in PATH.",
        "Install it, or run again with --setup where that is possible.",
        ExitCode.Machine);
}
