namespace GoDockerTasks.TestSupport;

/// <summary>How a <see cref="PrivateDockerd"/> is started.</summary>
public sealed record PrivateDockerdOptions
{
    /// <summary>Gets the engine's configuration, as in daemon.json.</summary>
    public string Configuration { get; init; } = "{}";

    /// <summary>Gets how much the engine can store before its disk is full, in megabytes; null is what the machine has.</summary>
    public int? DataMegabytes { get; init; }
}
