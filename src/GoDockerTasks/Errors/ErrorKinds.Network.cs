namespace GoDockerTasks.Errors;

public static partial class ErrorKinds
{
    /// <summary>Gets the kind reported when Doctor found something that does not work. The exit code is that of the worst of it.</summary>
    public static ErrorKind SomethingBroken { get; } = new(
        "GDT1001",
        "Something on the way to an image is broken",
        "The table above says what was seen.",
        "Do what stands behind 'Fix:' at the first broken line, and run Doctor again.",
        ExitCode.Machine);
}
