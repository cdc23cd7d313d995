namespace GoDockerTasks.TestSupport;

/// <summary>How a <see cref="PrivateDockerd"/> is started.</summary>
public sealed record PrivateDockerdOptions
{
    /// <summary>Gets the engine's configuration, as in daemon.json.</summary>
    public string Configuration { get; init; } = "{}";
}
