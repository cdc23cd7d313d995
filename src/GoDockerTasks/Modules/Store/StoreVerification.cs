namespace GoDockerTasks.Modules;

/// <summary>What a check of the whole module cache found.</summary>
/// <param name="Modules">How many module versions were checked.</param>
/// <param name="Damaged">What was damaged; it is removed, and fetched again when it is needed.</param>
public sealed record StoreVerification(int Modules, IReadOnlyList<string> Damaged);
