using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Resilience;

namespace GoDockerTasks.Pipeline;

/// <summary>Tells whether a failure may be our own doing, so that the user's Dockerfile deserves to be built untouched.</summary>
internal static class SafetyNet
{
    // What a mount can do to a step that was never written for one.
    private static readonly string[] Traces =
        ["device or resource busy", "read-only file system", "permission denied", "file:///", "invalid cross-device link", "/go.env"];

    private static readonly string[] Kinds =
        ["cache-permission", "cache-corrupt", "step-failed", "unknown", "missing-tool", "dockerfile-parse", "buildkit-frontend-pull"];

    /// <summary>Gives the reason to fall back, with the line; null when the failure is surely not ours.</summary>
    public static string? Reason(FailureDiagnosis failure, DockerfilePlan plan)
    {
        if (!plan.IsRewritten)
        {
            return null;
        }

        var changed = failure.DockerfileLine is null || plan.Changes.Any(change => change.Line == failure.DockerfileLine);
        var trace = Traces.FirstOrDefault(text =>
            failure.Evidence.Any(line => line.Contains(text, StringComparison.OrdinalIgnoreCase)));
        return changed && (Kinds.Contains(failure.Kind.Id) || (trace is not null && failure.Kind.Id is not ("compile-error" or "test-failure" or "disk-full")))
            ? $"line {failure.DockerfileLine?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"} failed with our mounts ({failure.Kind.Id}{(trace is null ? "" : ": " + trace)})"
            : null;
    }
}
