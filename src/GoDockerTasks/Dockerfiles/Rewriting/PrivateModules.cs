using GoDockerTasks.Dockerfiles.Stages;
using GoDockerTasks.Network;

namespace GoDockerTasks.Dockerfiles.Rewriting;

/// <summary>Says whether some modules must not be asked for from a proxy.</summary>
internal static class PrivateModules
{
    public static bool Has(NetworkPlan network, StageState state)
    {
        var patterns = Set(state.Value("GONOPROXY")) ?? Set(network.GoNoProxy) ?? Set(state.Value("GOPRIVATE")) ?? network.GoPrivate;
        return patterns is not ("" or "none");
    }

    private static string? Set(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
