namespace GoDockerTasks.Errors;

public static partial class ErrorKinds
{
    /// <summary>Gets the kind reported when a go.sum file cannot be read.</summary>
    public static ErrorKind MalformedGoSum { get; } = new(
        "GDT1101",
        "go.sum is malformed",
        "It was edited by hand, or a merge left something behind.",
        "Repair the lines named above, or run 'go mod tidy' and review what it changes.",
        ExitCode.Source);

    /// <summary>Gets the kind reported when a module is not the one that go.sum names.</summary>
    public static ErrorKind ModuleMismatch { get; } = new(
        "GDT1102",
        "A module does not match go.sum",
        "The proxy serves other content than the one recorded: the version was published again, or somebody tampers with it.",
        "Do not delete go.sum. Ask another proxy (--goproxy) what it has, and find out who changed the module.",
        ExitCode.Source);

    /// <summary>Gets the kind reported when no proxy has a module.</summary>
    public static ErrorKind ModuleNotFound { get; } = new(
        "GDT1103",
        "No proxy has a module",
        "The version does not exist, or it is private and the proxy may not see it.",
        "Check the version in go.mod; for a private module, set GOPRIVATE, or GOPROXY to a proxy that may see it.",
        ExitCode.Source);

    /// <summary>Gets the kind reported when a proxy wants credentials, or others than it got.</summary>
    public static ErrorKind ModuleRefused { get; } = new(
        "GDT1104",
        "A proxy refuses to serve a module",
        "It wants credentials and got none, or wrong ones.",
        "Put the proxy's user and token into netrc (NETRC or ~/.netrc), or into its https URL.",
        ExitCode.NetworkNeedsChange);

    /// <summary>Gets the kind reported when modules could not be fetched although they were tried several times.</summary>
    public static ErrorKind ModulesNotFetched { get; } = new(
        "GDT1105",
        "Modules could not be fetched",
        "The proxies cannot be reached from here, or they fail.",
        "Try again later, or name a proxy that can be reached (--goproxy).",
        ExitCode.NetworkTransient);

    /// <summary>Gets the kind reported when the cache cannot be written.</summary>
    public static ErrorKind CacheNotWritable { get; } = new(
        "GDT1106",
        "The module cache cannot be written",
        "The disk is full, or the folder belongs to somebody else.",
        "Make room or give access, or name another folder (GoDocker_Cache).",
        ExitCode.Machine);

    /// <summary>Gets the kind reported when a proxy's certificate is not trusted.</summary>
    public static ErrorKind ProxyNotTrusted { get; } = new(
        "GDT1107",
        "A proxy's certificate is not trusted",
        "The network opens TLS with a CA of its own, or the certificate is for another host.",
        "Name the CA's certificates in a PEM file (GoDocker_CaFile).",
        ExitCode.NetworkNeedsChange);

    /// <summary>Gets the kind reported when a go.mod, a go.work or a vendor/modules.txt cannot be read.</summary>
    public static ErrorKind MalformedGoMod { get; } = new(
        "GDT1108",
        "A go.mod, go.work or modules.txt file is malformed",
        "It was edited by hand, or a merge left something behind.",
        "Repair the lines named above; 'go mod edit -fmt' checks a go.mod without a network.",
        ExitCode.Source);

    /// <summary>Gets the kind reported when go.mod requires modules that go.sum does not cover.</summary>
    public static ErrorKind IncompleteGoSum { get; } = new(
        "GDT1109",
        "go.sum is not complete",
        "go.mod was changed without its go.sum, or go.sum was not committed.",
        "Run 'go mod tidy' beside the go.mod and commit both files.",
        ExitCode.Source);

    /// <summary>Gets the kind reported when the base image's Go is older than go.mod asks for.</summary>
    public static ErrorKind GoTooOld { get; } = new(
        "GDT1110",
        "The base image's Go is too old for go.mod",
        "go.mod was raised and the FROM line was not; golang images do not fetch another Go by themselves.",
        "Raise the tag in the FROM line to the one named above, or set ENV GOTOOLCHAIN=auto in that stage.",
        ExitCode.Source);

    /// <summary>Gets the kind reported when the HTTP proxy on the way to a module proxy lets nothing through.</summary>
    public static ErrorKind HttpProxyRefuses { get; } = new(
        "GDT1111",
        "The HTTP proxy does not let requests through",
        "It wants a user and a password and got none, or wrong ones, or it does not allow the host.",
        "Put them into its URL (--http-proxy=http://USER:PASSWORD@HOST:PORT), or except the host with NO_PROXY.",
        ExitCode.NetworkNeedsChange);

    /// <summary>Gets the kind reported when a bundle of modules cannot be imported.</summary>
    public static ErrorKind BundleNotUsable { get; } = new(
        "GDT1120",
        "A bundle of modules cannot be used",
        "It was cut or damaged on its way, or it was not made with ExportModules.",
        "Copy it again, or make it again with --target=ExportModules; what was imported before the damage stays.",
        ExitCode.Source);

    /// <summary>Gets the kind reported when there is nothing to write into a bundle.</summary>
    public static ErrorKind NothingToBundle { get; } = new(
        "GDT1121",
        "There are no modules to export",
        "The service has no go.sum with modules, it is vendored, or Modules=off leaves them to Go.",
        "Name the service's folder with --context, and leave Modules at its default.",
        ExitCode.Settings);

    /// <summary>Gets the kind reported when modules in the cache are not what was put there.</summary>
    public static ErrorKind CacheDamaged { get; } = new(
        "GDT1122",
        "The module cache was damaged",
        "The disk loses data, or another program wrote into the cache.",
        "Nothing now: what was damaged is removed, and fetched again when it is needed. If it happens again, check the disk.",
        ExitCode.Machine);
}
