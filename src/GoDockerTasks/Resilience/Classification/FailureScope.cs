namespace GoDockerTasks.Resilience;

/// <summary>Which failures are about a host, and which about a module: what else their lines name is by the way.</summary>
internal static class FailureScope
{
    private static readonly FailureKind[] WithoutHost =
    [
        FailureKinds.DiskFull, FailureKinds.OomKilled, FailureKinds.DaemonUnavailable, FailureKinds.DaemonNetwork,
        FailureKinds.CompileError,
        FailureKinds.TestFailure, FailureKinds.DockerfileParse, FailureKinds.CopyNotFound, FailureKinds.ExecFormat,
        FailureKinds.MissingTool,
        FailureKinds.CachePermission, FailureKinds.CacheCorrupt, FailureKinds.GosumBad,
        FailureKinds.GomodInconsistent, FailureKinds.GoTooOld, FailureKinds.NoGomod,
        FailureKinds.BadVersion, FailureKinds.ModulePathMismatch, FailureKinds.ToolchainUnavailable,
        FailureKinds.ChecksumMismatch, FailureKinds.BuildkitSession, FailureKinds.StepFailed,
    ];

    private static readonly FailureKind[] WithoutModule =
    [
        FailureKinds.OomKilled, FailureKinds.DaemonUnavailable, FailureKinds.DaemonNetwork, FailureKinds.CompileError,
        FailureKinds.TestFailure, FailureKinds.DockerfileParse,
        FailureKinds.ExecFormat, FailureKinds.RegistryAuth, FailureKinds.RegistryManifestUnknown,
        FailureKinds.RegistryNetwork, FailureKinds.RegistryRateLimit,
        FailureKinds.BuildkitFrontendPull, FailureKinds.BuildkitSession,
        FailureKinds.PushFailed,
    ];

    // Hosts of repositories, which the modules' names begin with; others only lead to a repository somewhere else.
    private static readonly string[] CodeHosts =
        ["github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "gitee.com", "gopkg.in", "dev.azure.com"];

    /// <summary>Says whether it happened between version control and a repository.</summary>
    public static bool IsOfVersionControl(FailureKind kind) =>
        kind == FailureKinds.VcsNetwork || kind == FailureKinds.VcsAuth || kind == FailureKinds.VcsRepoNotFound;

    /// <summary>Gives the host of a module's repository where git did not name it: it was asked for <c>origin</c>.</summary>
    public static string? HostOf(FailureKind kind, string? module) =>
        IsOfVersionControl(kind) ? CodeHosts.FirstOrDefault(host => module?.StartsWith(host + "/", StringComparison.Ordinal) == true) : null;

    /// <summary>Says whether a host is at fault, or the way to it.</summary>
    public static bool HasHost(FailureKind kind) => !WithoutHost.Contains(kind);

    /// <summary>Says whether it is a module that was wanted.</summary>
    public static bool HasModule(FailureKind kind) => !WithoutModule.Contains(kind);
}
