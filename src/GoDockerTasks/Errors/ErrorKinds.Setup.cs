namespace GoDockerTasks.Errors;

/// <summary>What build.sh and its --setup report themselves, before there is a host that could.</summary>
public static partial class ErrorKinds
{
    /// <summary>Gets the kind reported when the packages of the build host cannot be fetched.</summary>
    public static ErrorKind HostPackagesUnreachable { get; } = new(
        "GDT1090",
        "The build host's packages could not be fetched",
        "The NuGet source did not answer.",
        "Run again later, or name a mirror in nuget.config.",
        ExitCode.NetworkTransient);

    /// <summary>Gets the kind reported when the machine's package sources do not answer.</summary>
    public static ErrorKind PackageSourcesUnreachable { get; } = new(
        "GDT1091",
        "The package sources of this machine do not answer",
        "There is no way to the mirror from here, or it is down.",
        "Run again later, or name a mirror that answers in /etc/apt/sources.list.d.",
        ExitCode.NetworkTransient);

    /// <summary>Gets the kind reported when there is no .NET SDK, or none new enough for global.json.</summary>
    public static ErrorKind SdkMissing { get; } = new(
        "GDT3090",
        "There is no .NET 10 SDK here",
        "The build host is a .NET program.",
        "Install the SDK and run again; build.sh lists how for each system.",
        ExitCode.Machine);

    /// <summary>Gets the kind reported when the build host does not compile.</summary>
    public static ErrorKind HostNotBuilt { get; } = new(
        "GDT3091",
        "The build host could not be built",
        "The host's project or what it is built from has an error.",
        "Correct it; 'dotnet build' on the host's project shows the same.",
        ExitCode.Source);

    /// <summary>Gets the kind reported when --setup may not or cannot change what is missing or wrong.</summary>
    public static ErrorKind SetupRefused { get; } = new(
        "GDT3092",
        "--setup cannot install what is missing here",
        "It needs root and apt, and never changes an engine that is its user's own.",
        "Do by hand what the message lists, then run again.",
        ExitCode.Machine);

    /// <summary>Gets the kind reported when the Docker engine does not start.</summary>
    public static ErrorKind EngineNotStarted { get; } = new(
        "GDT3093",
        "The Docker engine did not start",
        "Inside a container it needs --privileged; otherwise its log names the cause.",
        "Remove that cause and run again; the log is /var/log/dockerd.log.",
        ExitCode.Machine);

    /// <summary>Gets the kind reported when apt cannot install what is missing.</summary>
    public static ErrorKind PackagesNotInstalled { get; } = new(
        "GDT3094",
        "apt could not install what is missing",
        "A package is in no source of this machine, another package is in the way, or the disk is full.",
        "Remove the cause that apt names and run again; the log is /var/log/godocker-setup.log.",
        ExitCode.Machine);
}
