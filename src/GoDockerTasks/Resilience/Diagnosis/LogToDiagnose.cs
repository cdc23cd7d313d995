namespace GoDockerTasks.Resilience;

/// <summary>One line of a batch.</summary>
/// <param name="Id">The log's id, given back with its diagnosis.</param>
/// <param name="Log">The log.</param>
internal sealed record LogToDiagnose(string? Id, string? Log);
