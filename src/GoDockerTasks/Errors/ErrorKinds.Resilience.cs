namespace GoDockerTasks.Errors;

public static partial class ErrorKinds
{
    /// <summary>Gets the kind of a build that the network broke off in a way that a later run may not meet.</summary>
    public static ErrorKind BuildNetworkFailed { get; } = new(
        "GDT3201",
        "The network broke off the build",
        "A server or a line on the way to it was down, slow or overloaded.",
        "Run again later, or name another proxy or registry mirror.",
        ExitCode.NetworkTransient);

    /// <summary>Gets the kind of a build that no re-run helps before the network is changed.</summary>
    public static ErrorKind BuildNetworkNeedsChange { get; } = new(
        "GDT3202",
        "The build's network needs a change",
        "A name is not resolved, a certificate is not trusted, or a proxy refuses the credentials.",
        "Set the CA file, the DNS servers or the proxy's credentials.",
        ExitCode.NetworkNeedsChange);

    /// <summary>Gets the kind of a build that failed on the user's files.</summary>
    public static ErrorKind BuildSourceFailed { get; } = new(
        "GDT3203",
        "The build failed on the code, the modules or the Dockerfile",
        "The same run fails every time: what it reads is not right.",
        "Mend what the evidence names; retrying cannot help.",
        ExitCode.Source);

    /// <summary>Gets the kind of a build that failed on the machine it ran on.</summary>
    public static ErrorKind BuildMachineFailed { get; } = new(
        "GDT3204",
        "The build failed on this machine",
        "Docker, the disk, the memory or a cache is not in order.",
        "Mend what the evidence names, then run again.",
        ExitCode.Machine);

    /// <summary>Gets the kind of a build that a registry refused.</summary>
    public static ErrorKind BuildRegistryRefused { get; } = new(
        "GDT3205",
        "A registry refused the build",
        "The credentials, the rate limit or the name of an image is in the way.",
        "Log in to the registry, or correct the image's name.",
        ExitCode.Publishing);

    /// <summary>Gets the kind of a failed build whose log fits no known failure.</summary>
    public static ErrorKind BuildFailedUnknown { get; } = new(
        "GDT3206",
        "The build failed, and its log shows no known reason",
        "Most often a program in a RUN step ended with an error of its own.",
        "Read the lines above and the whole log; repeat that step by hand if they do not say enough.",
        ExitCode.Source);

    /// <summary>Gets the kind of a build that the user stopped.</summary>
    public static ErrorKind BuildCancelled { get; } = new(
        "GDT3207",
        "The build was cancelled",
        "Somebody stopped it, or the CI job ran out of its time.",
        "Start it again when you want its result.",
        ExitCode.Cancelled);

    /// <summary>Gets the kind of a log that is to be diagnosed and cannot be read.</summary>
    public static ErrorKind LogNotReadable { get; } = new(
        "GDT3210",
        "The log to diagnose cannot be read",
        "There is no such file, or it may not be read.",
        "Give the path of a log with --log=FILE, or --log=- for standard input.",
        ExitCode.Settings);

    /// <summary>Gets the kind of a batch of logs with a line that is not of its form.</summary>
    public static ErrorKind LogBatchNotValid { get; } = new(
        "GDT3211",
        "A line of the batch of logs is not valid",
        "Each line of a .jsonl file is a JSON object with the strings 'id' and 'log'.",
        "Correct the line, or give the file another extension so that it is read as one log.",
        ExitCode.Settings);
}
