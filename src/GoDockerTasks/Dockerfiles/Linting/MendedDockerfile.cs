namespace GoDockerTasks.Dockerfiles.Linting;

/// <summary>A Dockerfile after what could be mended was mended.</summary>
/// <param name="Text">The text; the one that was given where nothing was mended.</param>
/// <param name="Mended">The findings that were mended, in order. Their lines are those before their own change.</param>
public sealed record MendedDockerfile(string Text, IReadOnlyList<LintFinding> Mended);
