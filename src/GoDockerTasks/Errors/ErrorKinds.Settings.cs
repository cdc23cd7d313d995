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
}
