namespace GoDockerTasks.Resilience;

/// <summary>One run of <c>docker push</c>.</summary>
/// <param name="Digest">What the registry has now; null when the push failed.</param>
/// <param name="Output">What docker said.</param>
public sealed record PushAttempt(string? Digest, string Output);
