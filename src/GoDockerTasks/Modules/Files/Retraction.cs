namespace GoDockerTasks.Modules;

/// <summary>A <c>retract</c> line.</summary>
/// <param name="Low">The first retracted version.</param>
/// <param name="High">The last one; the same for a single version.</param>
/// <param name="Rationale">The comment beside it.</param>
public sealed record Retraction(string Low, string High, string Rationale);
