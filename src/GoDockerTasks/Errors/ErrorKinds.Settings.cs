namespace GoDockerTasks.Errors;

public static partial class ErrorKinds
{
    /// <summary>Gets the kind reported when settings are not valid; all of them at once.</summary>
    public static ErrorKind InvalidSettings { get; } = new(
        "GDT2001",
        "Settings are not valid",
        "A value in cake.config, in the environment or on the command line is not one of those accepted.",
        "Change the values named above; each line says what is accepted.",
        ExitCode.Settings);

    /// <summary>Gets the kind reported when a target is asked for that no task has.</summary>
    public static ErrorKind UnknownTarget { get; } = new(
        "GDT2002",
        "There is no such target",
        "The name is misspelt, or the host lacks the task.",
        "Run './build.sh --description' for the list of targets.",
        ExitCode.Settings);

    /// <summary>Gets the kind reported when a run is stopped by the user.</summary>
    public static ErrorKind Cancelled { get; } = new(
        "GDT2003",
        "The run was cancelled",
        "Ctrl-C was pressed, or the process was asked to end.",
        "Run the same command again: what was finished is not done twice.",
        ExitCode.Cancelled);

    /// <summary>Gets the kind reported when something failed that nobody foresaw.</summary>
    public static ErrorKind Unexpected { get; } = new(
        "GDT2004",
        "Something failed that should not have",
        "This is a mistake in this tool, or in a task of the host.",
        "Run again with --verbosity=diagnostic and report what it prints.",
        ExitCode.Unexpected);

    /// <summary>Gets the kind reported when a task of the host's own failed.</summary>
    public static ErrorKind HostTaskFailed { get; } = new(
        "GDT2005",
        "A task of the host failed",
        "It is not one of the ready-made tasks; its message says what happened.",
        "Look at the task in the host's own code.",
        ExitCode.Unexpected);
}
