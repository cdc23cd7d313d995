using GoDockerTasks.Errors;
using GoDockerTasks.Network;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Modules;

/// <summary>Gets modules that no proxy may hear of straight from version control.</summary>
/// <remarks>Nothing that it gives is believed: go.sum decides, as about what proxies give.</remarks>
public interface IPrivateModuleSource
{
    /// <summary>Fetches module versions, all in one go.</summary>
    /// <param name="modules">The module versions.</param>
    /// <param name="directory">An empty folder, which is filled in GOPROXY layout.</param>
    /// <param name="network">The way through the network, and the patterns that make these modules private.</param>
    /// <param name="log">Where it says what it does.</param>
    /// <param name="cancellationToken">Ends it, with every process it has started.</param>
    /// <returns>The module versions that could not be had, each with the reason.</returns>
    /// <exception cref="GoDockerException">Nothing could be asked for at all.</exception>
    Task<IReadOnlyDictionary<ModuleVersion, GoDockerException>> FetchAsync(
        IReadOnlyList<ModuleVersion> modules,
        string directory,
        NetworkPlan network,
        IRunLog log,
        CancellationToken cancellationToken);
}
