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

    /// <summary>Gets the kind reported when a file or a folder of the run cannot be made, read or written.</summary>
    public static ErrorKind FileNotUsable { get; } = new(
        "GDT3020",
        "A file or folder cannot be used",
        "It may not be read or written, it lies where nothing can be made, or the disk is full.",
        "Free or open the place, or name another one: --godocker_artifacts=FOLDER, --godocker_cache=FOLDER, TMPDIR.",
        ExitCode.Machine);
}
