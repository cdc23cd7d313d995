using GoDockerTasks.Modules;

namespace GoDockerTasks.Pipeline;

/// <summary>What PrefetchModules gave.</summary>
/// <param name="Snapshot">The modules; null when there was nothing to fetch, or Go fetches them itself.</param>
public sealed record PrefetchResult(ModuleSnapshot? Snapshot)
{
    /// <summary>Gets a value indicating whether the service has no modules but its own, so that Go asks for none.</summary>
    public bool RequiresNothing { get; init; }
}
