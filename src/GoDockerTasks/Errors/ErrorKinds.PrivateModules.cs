namespace GoDockerTasks.Errors;

public static partial class ErrorKinds
{
    /// <summary>Gets the kind reported when a git server does not let anybody in who asks for a private module.</summary>
    public static ErrorKind PrivateModuleDenied { get; } = new(
        "GDT1130",
        "A git server denies access to a private module",
        "It wants credentials and got none, or ones that do not cover the repository.",
        "For https, put user and token of the host into netrc (NETRC or ~/.netrc); for ssh, load the key into ssh-agent or name it in Ssh.",
        ExitCode.Source);

    /// <summary>Gets the kind reported when the key of an ssh host is not known, or is another one.</summary>
    public static ErrorKind HostKeyNotKnown { get; } = new(
        "GDT1131",
        "The key of an ssh host is not known",
        "The host is not in known_hosts, or answers with another key than the one there. It is not trusted unseen.",
        "Get the key from the host's administrator, or with ssh-keyscan and compare it, and add it to ~/.ssh/known_hosts (KnownHostsFile).",
        ExitCode.NetworkNeedsChange);

    /// <summary>Gets the kind reported when a private module's host cannot be reached.</summary>
    public static ErrorKind PrivateHostUnreachable { get; } = new(
        "GDT1132",
        "The host of a private module cannot be reached",
        "It is down, its name is only known in another network, or RUN steps have another network than this machine.",
        "Check the VPN and the host's name; where only this machine reaches it, set RunNetwork to host.",
        ExitCode.NetworkTransient);

    /// <summary>Gets the kind reported when a repository has no such version.</summary>
    public static ErrorKind PrivateVersionNotFound { get; } = new(
        "GDT1133",
        "A private repository has no such version",
        "The tag was never pushed, or was moved or deleted, or the commit is gone.",
        "Push the tag again, or require another version ('go get').",
        ExitCode.Source);

    /// <summary>Gets the kind reported when a git server's certificate is not trusted.</summary>
    public static ErrorKind GitServerNotTrusted { get; } = new(
        "GDT1134",
        "A git server's certificate is not trusted",
        "It was issued by a private CA, the network opens TLS with a CA of its own, or the certificate is for another host.",
        "Name the CA's certificates in a PEM file (GoDocker_CaFile).",
        ExitCode.NetworkNeedsChange);

    /// <summary>Gets the kind reported when Go fails to get a private module for another reason.</summary>
    public static ErrorKind PrivateModuleNotFetched { get; } = new(
        "GDT1135",
        "A private module could not be fetched from version control",
        "The lines above are Go's own.",
        "Try 'GOPROXY=direct go mod download' with this module in the image that GitImage names.",
        ExitCode.Source);

    /// <summary>Gets the kind reported when the image for fetching private modules lacks a program.</summary>
    public static ErrorKind GitImageIncomplete { get; } = new(
        "GDT3220",
        "The image for fetching private modules lacks a program",
        "Slim and alpine images of golang have no git, and those without openssh-client no ssh.",
        "Name an image with go, git and, for ssh, ssh in GitImage; the golang images without -alpine and -slim have them.",
        ExitCode.Machine);

    /// <summary>Gets the kind reported when the container that fetches private modules does not run.</summary>
    public static ErrorKind PrivateFetchFailed { get; } = new(
        "GDT3221",
        "The container that fetches private modules does not run",
        "There is no engine, the image cannot be had, or docker could not run it; the lines above are its last words.",
        "Make the image available, or name another one with go and git in GitImage.",
        ExitCode.Machine);
}
