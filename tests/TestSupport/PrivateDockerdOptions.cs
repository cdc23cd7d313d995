namespace GoDockerTasks.TestSupport;

/// <summary>How a <see cref="PrivateDockerd"/> is started.</summary>
public sealed record PrivateDockerdOptions
{
    /// <summary>Gets the engine's configuration, as in daemon.json.</summary>
    public string Configuration { get; init; } = "{}";

    /// <summary>
    /// Gets a value indicating whether the engine is in the machine's own network, for a registry on loopback. It then has no
    /// bridge: builds and containers need <c>--network=host</c> or <c>none</c>.
    /// </summary>
    public bool SharesNetwork { get; init; }
}
