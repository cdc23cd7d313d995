namespace GoDockerTasks.Network.Probing;

/// <summary>A proxy that may be used.</summary>
/// <param name="Address">An http or https URL, possibly with credentials.</param>
/// <param name="Module">What it is asked for.</param>
/// <param name="SumDb">The checksum database that it is asked to stand in for; null for none.</param>
public sealed record ProbeCandidate(string Address, ProbeModule Module, string? SumDb)
{
    /// <summary>Gets a value indicating whether a comma keeps its place before the next one, unless it is silent: that has to be known.</summary>
    public bool KeepsItsPlace { get; init; }
}
