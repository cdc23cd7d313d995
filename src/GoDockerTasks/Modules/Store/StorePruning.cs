namespace GoDockerTasks.Modules;

/// <summary>What a pruning of the module cache did.</summary>
/// <param name="Snapshots">How many snapshots were removed.</param>
/// <param name="Modules">How many module versions were removed.</param>
/// <param name="BytesBefore">The size before.</param>
/// <param name="BytesAfter">The size after.</param>
/// <param name="Busy">Whether nothing was done because another run is filling the cache.</param>
public sealed record StorePruning(int Snapshots, int Modules, long BytesBefore, long BytesAfter, bool Busy = false);
