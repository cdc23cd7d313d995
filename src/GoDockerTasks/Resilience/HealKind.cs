namespace GoDockerTasks.Resilience;

/// <summary>The repairs that may be made between attempts.</summary>
public enum HealKind
{
    /// <summary>Take one module, or what is known to be damaged, out of the caches that this tool made.</summary>
    CleanCacheEntry,

    /// <summary>Remove this tool's own cache mounts and snapshots that nobody uses.</summary>
    PruneOwn,

    /// <summary>Remove the engine's unused build cache, whoever made it (<c>Heal=all</c>).</summary>
    PruneAll,

    /// <summary>Start the builder anew.</summary>
    RecreateBuilder,

    /// <summary>Let Go compile less at once.</summary>
    LowerConcurrency,
}
