namespace GoDockerTasks.Resilience;

/// <summary>What is cleaned or lowered before the next attempt.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Module">The module whose entry is damaged; null when it is not about one.</param>
public sealed record HealStep(HealKind Kind, string? Module = null);
