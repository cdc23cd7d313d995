using static GoDockerTasks.Errors.ErrorKinds;
using static GoDockerTasks.Resilience.FailureActions;

namespace GoDockerTasks.Resilience;

// What module proxies, the checksum database and version control answer, and what go makes of it.
public static partial class FailureKinds
{
    /// <summary>Gets the kind: a module proxy answers 5xx.</summary>
    public static FailureKind Proxy5xx { get; } = new("proxy-5xx", true, Retry, BuildNetworkFailed)
    {
        What = "The module proxy {host} failed on {module}.",
        Causes =
        [
            "The proxy is overloaded, restarting, or cannot reach where it fetches from.",
            "It does not have the module and says so with a wrong status.",
        ],
        Fixes = ["Name a second proxy, separated by '|' so that any failure moves on: --goproxy='A|B'.", "Run again."],
    };

    /// <summary>Gets the kind: a module proxy limits the rate.</summary>
    public static FailureKind Proxy429 { get; } = new("proxy-429", true, Retry, BuildNetworkFailed)
    {
        What = "The module proxy {host} says that it is asked too often.",
        Causes = ["Many builds share this address.", "Too many downloads run at once."],
        Fixes = ["Put a proxy of your own before it, or share one module cache between builds.", "Run again later."],
    };

    /// <summary>Gets the kind: a module proxy answers 401 or 403.</summary>
    public static FailureKind ProxyDenied { get; } = new("proxy-denied", false, FixCredentials, BuildNetworkNeedsChange)
    {
        What = "The module proxy {host} refused {module}.",
        Causes =
        [
            "The credentials are missing or wrong.",
            new("A policy blocks this module or this network.", ": 403"),
        ],
        Fixes =
        [
            "Give the proxy's credentials in a netrc file or in GOPROXY's URL (https only).",
            "Name another proxy: --goproxy=URL.",
        ],
    };

    /// <summary>Gets the kind: a module proxy answers 404 or 410.</summary>
    public static FailureKind Proxy404 { get; } = new("proxy-404-410", false, FixGomod, BuildSourceFailed)
    {
        What = "The module proxy {host} has no {module}.",
        Causes =
        [
            "The version does not exist or was deleted.",
            new("The module is private, and the proxy may not see it.", "could not read Username", "terminal prompts disabled", "private repository"),
            "This proxy lacks what others have.",
        ],
        Fixes =
        [
            "Check the version in go.mod: go list -m -versions MODULE.",
            "For a private module: --godocker_goprivate=PATTERN.",
            "For a public one: --goproxy with another proxy.",
        ],
        ErrorWhenTransient = BuildNetworkFailed,
    };

    /// <summary>Gets the kind: a module proxy answers with something else than a module.</summary>
    public static FailureKind ProxyBadResponse { get; } = new("proxy-bad-response", true, FailoverProxy, BuildNetworkFailed)
    {
        What = "The module proxy {host} answered with something that is not what was asked for.",
        Causes =
        [
            "A login page or a filter answers in the proxy's place.",
            "The proxy's cache or a middlebox damages answers.",
        ],
        Fixes = ["Open the address in a browser.", "Name another proxy: --goproxy=URL."],
    };

    /// <summary>Gets the kind: a zip that was just downloaded is no module zip.</summary>
    public static FailureKind CorruptDownload { get; } = new("corrupt-download", true, FailoverProxy, BuildNetworkFailed)
    {
        What = "What was downloaded for {module} is not a module zip.",
        Causes = ["The transfer was cut or replaced on the way.", "The proxy keeps a damaged copy."],
        Fixes =
        [
            "Run again, or name another proxy: --goproxy=URL. Go keeps nothing of a bad download, so cleaning the cache does not help.",
        ],
    };

    /// <summary>Gets the kind: a module's content is not what go.sum or the checksum database says.</summary>
    public static FailureKind ChecksumMismatch { get; } = new("checksum-mismatch", false, Stop, BuildSourceFailed)
    {
        What = "{module} is not what its recorded checksum says.",
        Causes =
        [
            "The version's tag was moved after it was first used.",
            "A proxy serves another content.",
            "Somebody tampered with it, or go.sum was edited by hand.",
        ],
        Fixes =
        [
            "Compare what two proxies serve, and ask the module's author.",
            "Only when you know why it changed: go get MODULE@VERSION again, and review go.sum. Never delete go.sum.",
        ],
    };

    /// <summary>Gets the kind: an empty go.mod was found where a real one was recorded.</summary>
    public static FailureKind ChecksumEmptyFile { get; } = new("checksum-empty-file", true, CleanCache, BuildMachineFailed)
    {
        What = "The go.mod of {module} came as an empty file.",
        Causes =
        [
            "A full disk or a killed process left an empty file in the module cache.",
            "A proxy answered with nothing.",
        ],
        Fixes = ["Remove that module's entry from the cache, or: go clean -modcache. go.sum is right and stays."],
    };

    /// <summary>Gets the kind: go.sum lacks an entry or is damaged.</summary>
    public static FailureKind GosumBad { get; } = new("gosum-bad", false, FixGomod, BuildSourceFailed)
    {
        What = "go.sum has no valid entry for {module}.",
        Causes =
        [
            "go.sum was not committed, or not brought up to date.",
            "The Dockerfile copies go.mod without go.sum.",
            "A merge damaged a line.",
        ],
        Fixes = ["go mod tidy, and commit go.sum.", "In the Dockerfile: COPY go.mod go.sum ./"],
    };

    /// <summary>Gets the kind: the checksum database cannot be read.</summary>
    public static FailureKind SumdbUnreachable { get; } = new("sumdb-unreachable", true, Retry, BuildNetworkFailed)
    {
        What = "The checksum database could not be read at {host}.",
        Causes = ["The network blocks sum.golang.org.", "The module proxy answers for the database with an error."],
        Fixes =
        [
            "Use a proxy that serves the database too, such as one with /sumdb/.",
            "Commit a complete go.sum: then nobody is asked.",
            "For private modules: GONOSUMDB=PATTERN.",
        ],
    };

    /// <summary>Gets the kind: the checksum database does not know the module.</summary>
    public static FailureKind Sumdb404 { get; } = new("sumdb-404-410", false, AddPrivate, BuildSourceFailed)
    {
        What = "The checksum database at {host} does not know {module}.",
        Causes = ["The module is private.", "The mirror of the database lacks it.", "The version does not exist."],
        Fixes =
        [
            "For a private module: --godocker_goprivate=PATTERN.",
            "For a public one: GOSUMDB=sum.golang.org, or another proxy.",
        ],
    };

    /// <summary>Gets the kind: the checksum database contradicts what it said before.</summary>
    public static FailureKind SumdbMisbehavior { get; } = new("sumdb-misbehavior", false, CleanCache, BuildMachineFailed)
    {
        What = "The checksum database contradicts what this machine remembers of it.",
        Causes = ["The remembered state in GOPATH/pkg/sumdb is damaged.", "Somebody answers in the database's place."],
        Fixes =
        [
            "Remove GOPATH/pkg/sumdb and run again.",
            "If it comes back on a clean machine, do not build on this network.",
        ],
    };

    /// <summary>Gets the kind: go.mod asks for a version that does not exist.</summary>
    public static FailureKind BadVersion { get; } = new("bad-version", false, FixGomod, BuildSourceFailed)
    {
        What = "go.mod asks for a version of {module} that does not exist.",
        Causes =
        [
            "The tag or commit was deleted, or never pushed.",
            "The pseudo-version was written by hand.",
            "A replace in the dependency's own go.mod does not reach here.",
        ],
        Fixes = ["go list -m -versions MODULE, then go get MODULE@VERSION."],
    };

    /// <summary>Gets the kind: a module calls itself otherwise.</summary>
    public static FailureKind ModulePathMismatch { get; } = new("module-path-mismatch", false, FixGomod, BuildSourceFailed)
    {
        What = "{module} calls itself by another path in its own go.mod.",
        Causes = ["The module moved or was renamed.", "A fork is required directly instead of through replace."],
        Fixes = ["Require the path that it declares, or use a replace line with the fork."],
    };

    /// <summary>Gets the kind: go.mod is not in order.</summary>
    public static FailureKind GomodInconsistent { get; } = new("gomod-inconsistent", false, FixGomod, BuildSourceFailed)
    {
        What = "go.mod does not fit what the code imports, or cannot be read.",
        Causes =
        [
            "go mod tidy was not run after a change.",
            "vendor/ is older than go.mod.",
            "Two modules provide the same package.",
        ],
        Fixes = ["go mod tidy (and go mod vendor, where vendor/ is used), then commit the result."],
    };

    /// <summary>Gets the kind: the image's Go is older than go.mod asks for.</summary>
    public static FailureKind GoTooOld { get; } = new("go-too-old", false, FixDockerfile, BuildSourceFailed)
    {
        What = "The image's Go is older than the modules ask for.",
        Causes =
        [
            "The base image's tag was not raised together with go.mod.",
            "Official golang images set GOTOOLCHAIN=local, so Go does not fetch a newer one.",
        ],
        Fixes = ["Raise the tag: FROM golang:VERSION.", "Or let Go fetch it: ENV GOTOOLCHAIN=auto."],
    };

    /// <summary>Gets the kind: the toolchain that go.mod names cannot be had.</summary>
    public static FailureKind ToolchainUnavailable { get; } = new("toolchain-unavailable", false, FixGomod, BuildSourceFailed)
    {
        What = "The Go toolchain that go.mod asks for does not exist.",
        Causes =
        [
            "go.mod says 'go 1.22'; since 1.21 the first release is called 1.22.0.",
            "The proxy does not serve golang.org/toolchain or its checksums.",
        ],
        Fixes = ["Write the full version in go.mod: go 1.22.0.", "Or use a base image with that Go."],
    };

    /// <summary>Gets the kind: go runs where there is no module.</summary>
    public static FailureKind NoGomod { get; } = new("no-gomod", false, FixDockerfile, BuildSourceFailed)
    {
        What = "go was run where there is no go.mod.",
        Causes =
        [
            "WORKDIR is missing or another than where the module was copied to.",
            "go.mod was not copied, or .dockerignore keeps it out.",
            "The project is older than modules.",
        ],
        Fixes = ["In the Dockerfile: WORKDIR /src, then COPY go.mod go.sum ./ before go runs."],
    };

    /// <summary>Gets the kind: version control wants credentials.</summary>
    public static FailureKind VcsAuth { get; } = new("vcs-auth", false, FixCredentials, BuildSourceFailed)
    {
        What = "git was not let in at {host}.",
        Causes =
        [
            "The module is private, and the build has no credentials for it.",
            "A public module was looked for directly, under a path that does not exist.",
            new("The ssh host key is not known.", "Host key verification failed"),
        ],
        Fixes =
        [
            "Give a netrc as a secret (--secret id=netrc,src=$HOME/.netrc) or an agent (--ssh default), and --godocker_goprivate=PATTERN.",
            "Let the module be fetched before the build with your own credentials: --modules=snapshot.",
        ],
    };

    /// <summary>Gets the kind: the repository does not exist, or hides.</summary>
    public static FailureKind VcsRepoNotFound { get; } = new("vcs-repo-not-found", false, FixCredentials, BuildSourceFailed)
    {
        What = "There is no repository for {module} at {host}, or it may not be seen.",
        Causes =
        [
            "The repository is private: hosts answer 'not found' to whom they do not know.",
            "It was renamed or deleted.",
            "The import path is misspelt.",
        ],
        Fixes =
        [
            "Open the repository's page. If it exists, give credentials: --secret id=netrc,src=$HOME/.netrc.",
            "If it is gone, change go.mod.",
        ],
    };

    /// <summary>Gets the kind: version control fails on the network.</summary>
    public static FailureKind VcsNetwork { get; } = new("vcs-network", true, Retry, BuildNetworkFailed)
    {
        What = "git could not talk to {host}.",
        Causes =
        [
            "The host or the line to it failed.",
            "The network blocks git or ssh; a module proxy would need neither.",
        ],
        Fixes = ["Fetch through a proxy instead of directly: --goproxy=URL.", "Run again."],
    };
}
