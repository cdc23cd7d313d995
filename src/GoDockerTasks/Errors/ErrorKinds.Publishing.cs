namespace GoDockerTasks.Errors;

public static partial class ErrorKinds
{
    /// <summary>Gets the kind reported when an image on a base of this machine's own making is to be pushed.</summary>
    public static ErrorKind HomeMadeBase { get; } = new(
        "GDT4001",
        "An image on a home-made base is not pushed",
        "The registry of a FROM could not be reached, and BaseFallback=local put an image assembled on this machine in its place.",
        "Build where the registry or a mirror of it (RegistryMirrors) can be reached, or load the base image with 'docker load'.",
        ExitCode.Publishing);

    /// <summary>Gets the kind reported when a push fails.</summary>
    public static ErrorKind PushFailed { get; } = new(
        "GDT4002",
        "The image could not be pushed",
        "The registry cannot be reached, or it does not take this image from you.",
        "Run 'docker login' for the registry and check that the repository exists; then run the target again.",
        ExitCode.Publishing);

    /// <summary>Gets the kind reported when a registry refuses a repository of modules.</summary>
    public static ErrorKind RegistryDenies { get; } = new(
        "GDT4010",
        "A registry denies access to the repository of modules",
        "Nobody is logged in there, or the user may not read or push this repository.",
        "Run 'docker login' for the registry, with a user who may push to the repository.",
        ExitCode.Publishing);

    /// <summary>Gets the kind reported when a registry does not take or give modules.</summary>
    public static ErrorKind RegistryFails { get; } = new(
        "GDT4011",
        "A registry does not serve the repository of modules",
        "It cannot be reached from here, it is overloaded, or it has no such repository and makes none.",
        "Check the name in ModulesRepository, and that the registry can be reached; some want a repository to be made first.",
        ExitCode.Publishing);

    /// <summary>Gets the kind reported when the registry has something else than was pushed.</summary>
    public static ErrorKind PushedDigestDiffers { get; } = new(
        "GDT4003",
        "The registry does not hold what was pushed",
        "Somebody else pushed the same tag at the same time, or the registry has not stored the image.",
        "Run the target again; if it happens again, use a tag that nobody else pushes.",
        ExitCode.Publishing);
}
