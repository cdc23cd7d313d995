using GoDockerTasks.Modules;

namespace GoDockerTasks.Pipeline;

/// <summary>What PrefetchModules gave.</summary>
/// <param name="Snapshot">The modules; null when there was nothing to fetch, or Go fetches them itself.</param>
public sealed record PrefetchResult(ModuleSnapshot? Snapshot);
