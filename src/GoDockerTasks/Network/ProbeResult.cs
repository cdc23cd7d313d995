namespace GoDockerTasks.Network;

/// <summary>What became of asking one address whether it works.</summary>
/// <param name="Url">The address, without credentials.</param>
/// <param name="Ok">Whether it answered as it should.</param>
/// <param name="Stage">The last stage that was reached.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Error">What went wrong; null when nothing did.</param>
public sealed record ProbeResult(string Url, bool Ok, ProbeStage Stage, TimeSpan Elapsed, string? Error);
