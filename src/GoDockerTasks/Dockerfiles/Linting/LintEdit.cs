namespace GoDockerTasks.Dockerfiles.Linting;

/// <summary>A change of a Dockerfile's text.</summary>
/// <param name="Start">The first character that goes.</param>
/// <param name="Length">How many go; 0 for an insertion.</param>
/// <param name="Text">What comes in their place.</param>
internal sealed record LintEdit(int Start, int Length, string Text);
