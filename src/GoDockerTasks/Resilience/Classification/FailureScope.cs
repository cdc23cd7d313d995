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
        FailureKinds.BuildkitFrontendPull, FailureKinds.BuildkitSession, FailureKinds.CachePermission,
        FailureKinds.PushFailed,
    ];

    /// <summary>Says whether a host is at fault, or the way to it.</summary>
    public static bool HasHost(FailureKind kind) => !WithoutHost.Contains(kind);

    /// <summary>Says whether it is a module that was wanted.</summary>
    public static bool HasModule(FailureKind kind) => !WithoutModule.Contains(kind);
}
