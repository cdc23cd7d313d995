namespace GoDockerTasks.Resilience;

/// <summary>Tells whether a failure may be the doing of the mounts that the Dockerfile's copy has, so that the user's file deserves a try.</summary>
internal static class RewriteSuspicion
{
    // What a mount can do to a step that was never written for one.
    private static readonly string[] _traces =
        ["device or resource busy", "read-only file system", "invalid cross-device link", "permission denied", "file:///", "go.env"];

    // What a step left in a mount, a later one may look for in the image.
    private static readonly string[] _caches = [".cache", "go-build", "pkg/mod"];

    private static readonly FailureKind[] _kinds =
    [
        FailureKinds.CachePermission, FailureKinds.CacheCorrupt, FailureKinds.StepFailed, FailureKinds.Unknown,
        FailureKinds.DockerfileParse, FailureKinds.BuildkitFrontendPull,
    ];

    // What no mount can bring about, whatever words stand beside it.
    private static readonly FailureKind[] _certain =
    [
        FailureKinds.CompileError, FailureKinds.TestFailure, FailureKinds.DiskFull, FailureKinds.OomKilled,
        FailureKinds.ChecksumMismatch, FailureKinds.DaemonUnavailable, FailureKinds.VcsAuth,
    ];

    /// <summary>Says whether the user's own Dockerfile is worth an attempt.</summary>
    /// <param name="failed">The attempt.</param>
    /// <returns>Whether it is.</returns>
    public static bool Falls(FailedAttempt failed)
    {
        var (plan, diagnosis) = (failed.Attempt.Dockerfile, failed.Diagnosis);
        if (!plan.IsRewritten || diagnosis.Transient || _certain.Contains(diagnosis.Kind))
        {
            return false;
        }

        return diagnosis.DockerfileLine is { } line && plan.Changes.All(change => change.Line != line)
            ? plan.Changes.Any(change => change.Line < line) && Mentions(diagnosis, _caches)
            : _kinds.Contains(diagnosis.Kind) || Mentions(diagnosis, _traces);
    }

    private static bool Mentions(FailureDiagnosis diagnosis, string[] traces) =>
        diagnosis.Evidence.Any(text => traces.Any(trace => text.Contains(trace, StringComparison.OrdinalIgnoreCase)));
}
