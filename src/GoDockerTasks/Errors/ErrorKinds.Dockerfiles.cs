namespace GoDockerTasks.Errors;

public static partial class ErrorKinds
{
    /// <summary>Gets the kind reported when a Dockerfile cannot be read as one; all faults at once.</summary>
    public static ErrorKind InvalidDockerfile { get; } = new(
        "GDT2100",
        "The Dockerfile is not valid",
        "A line does not follow the Dockerfile syntax, so docker would refuse it too.",
        "Change the lines named above; each says what is accepted.",
        ExitCode.Source);

    /// <summary>Gets the kind reported when the stage to build is not in the Dockerfile.</summary>
    public static ErrorKind StageNotFound { get; } = new(
        "GDT2101",
        "The stage to build does not exist",
        "The Stage setting names a stage that no FROM … AS … of the Dockerfile defines.",
        "Set Stage to one of the names above, or leave it out for the last stage.",
        ExitCode.Settings);

    /// <summary>Gets the kind reported when a FROM has no value because a build arg is missing.</summary>
    public static ErrorKind BaseNotResolved { get; } = new(
        "GDT2102",
        "A FROM does not name an image",
        "It takes its name from an ARG that has neither a default nor a build arg.",
        "Give the build arg, or a default to the ARG before the first FROM.",
        ExitCode.Source);

    /// <summary>Gets the kind reported when a Dockerfile needs a frontend that cannot be had.</summary>
    public static ErrorKind FrontendNeeded { get; } = new(
        "GDT2103",
        "The Dockerfile needs a frontend image",
        "Its '# syntax=' line names a frontend for features that the builder's own one lacks.",
        "Name a mirror of its registry in the RegistryMirrors setting, or update the Docker Engine.",
        ExitCode.Source);

    /// <summary>Gets the kind reported when there is no Dockerfile where one should be.</summary>
    public static ErrorKind DockerfileNotReadable { get; } = new(
        "GDT2110",
        "The Dockerfile cannot be read",
        "There is no such file, or it may not be read.",
        "Name the right one with --dockerfile=FILE, or the folder that it lies in with --context=FOLDER.",
        ExitCode.Source);
}
