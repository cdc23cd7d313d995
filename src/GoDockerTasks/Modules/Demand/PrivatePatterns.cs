using GoDockerTasks.Network;

namespace GoDockerTasks.Modules;

/// <summary>Says which modules are private.</summary>
internal static class PrivatePatterns
{
    /// <summary>Gives the patterns of the modules that no public proxy may hear of.</summary>
    /// <remarks>An explicit GONOPROXY replaces GOPRIVATE; "none" matches nothing: https://go.dev/ref/mod#private-modules.</remarks>
    public static string Of(NetworkPlan network) =>
        network.GoNoProxy is { Length: > 0 } noProxy ? noProxy : network.GoPrivate;

    /// <summary>Says whether a module is one of them.</summary>
    public static bool Match(NetworkPlan network, ModuleVersion module) => PrefixPatterns.Match(Of(network), module.Path);
}
