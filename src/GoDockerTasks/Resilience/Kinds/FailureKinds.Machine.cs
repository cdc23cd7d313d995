using static GoDockerTasks.Errors.ErrorKinds;
using static GoDockerTasks.Resilience.FailureActions;

namespace GoDockerTasks.Resilience;

// The user's code, the machine's resources and caches, and downloads that are not Go's.
public static partial class FailureKinds
{
    /// <summary>Gets the kind: the code does not compile.</summary>
    public static FailureKind CompileError { get; } = new("compile-error", false, FixCode, BuildSourceFailed)
    {
        What = "The code does not compile.",
        Causes = ["The code is wrong, or was written for other versions of its modules."],
        Fixes = ["Correct the lines above; go build ./... shows them without Docker."],
    };

    /// <summary>Gets the kind: a test failed.</summary>
    public static FailureKind TestFailure { get; } = new("test-failure", false, FixCode, BuildSourceFailed)
    {
        What = "A test failed.",
        Causes =
        [
            "The code or the test is wrong.",
            "The test needs something that a build does not have, such as a network.",
        ],
        Fixes = ["Run it without Docker: go test ./... -run NAME."],
    };

    /// <summary>Gets the kind: the disk is full.</summary>
    public static FailureKind DiskFull { get; } = new("disk-full", false, FreeResources, BuildMachineFailed)
    {
        What = "There is no space left on the disk.",
        Causes =
        [
            "Images, the build cache or logs fill the engine's disk.",
            "The inodes are used up, or a tmpfs is too small.",
        ],
        Fixes =
        [
            "docker system df, then docker buildx prune and docker image prune.",
            "Give the engine's data folder a larger disk.",
        ],
    };

    /// <summary>Gets the kind: the kernel ended a process for want of memory.</summary>
    public static FailureKind OomKilled { get; } = new("oom-killed", false, FreeResources, BuildMachineFailed)
    {
        What = "A process was killed, most likely for want of memory.",
        Causes =
        [
            "Compiling or linking takes more memory than the engine's machine has.",
            "Too many compilations run at once.",
        ],
        Fixes = ["Compile less at once: go build -p 2, or ENV GOMAXPROCS=2.", "Give the engine more memory or swap."],
    };

    /// <summary>Gets the kind: a file in a cache is damaged.</summary>
    public static FailureKind CacheCorrupt { get; } = new("cache-corrupt", false, CleanCache, BuildMachineFailed)
    {
        What = "A file in Go's cache is damaged.",
        Causes =
        [
            "A full disk or a killed process cut it off while it was written.",
            "Two builds share a cache on a file system without locks.",
        ],
        Fixes =
        [
            "Remove that entry, or go clean -modcache; in a cache mount: docker buildx prune --filter type=exec.cachemount.",
        ],
    };

    /// <summary>Gets the kind: a cache cannot be written.</summary>
    public static FailureKind CachePermission { get; } = new("cache-permission", false, FixDockerfile, BuildSourceFailed)
    {
        What = "Go may not write its cache.",
        Causes =
        [
            "USER was changed, and the cache belongs to root.",
            "HOME is not set, or is a folder that does not exist.",
        ],
        Fixes =
        [
            "Give the user a home: RUN adduser -D -h /home/app app, ENV HOME=/home/app.",
            "Or name a folder it owns: ENV GOCACHE=/tmp/go-build GOMODCACHE=/tmp/go-mod.",
        ],
    };

    /// <summary>Gets the kind: a package of the system could not be fetched.</summary>
    public static FailureKind OsPackageFetch { get; } = new("os-package-fetch", true, Retry, BuildNetworkFailed)
    {
        What = "A system package could not be fetched.",
        Causes =
        [
            "The package mirror failed, or was being updated.",
            "The package index in the layer cache is older than the mirror.",
            "The distribution is no longer served.",
        ],
        Fixes = ["Update the index in the same RUN: apt-get update && apt-get install -y ….", "Run again."],
    };

    /// <summary>Gets the kind: a download in a RUN failed that is not Go's.</summary>
    public static FailureKind RunDownload { get; } = new("run-download", true, Retry, BuildNetworkFailed)
    {
        What = "A download in a RUN step failed.",
        Causes = ["The server or the line to it failed.", "The build needs an HTTP proxy there."],
        Fixes = ["Let curl repeat by itself: curl --retry 5 --retry-all-errors -f ….", "Run again."],
    };
}
