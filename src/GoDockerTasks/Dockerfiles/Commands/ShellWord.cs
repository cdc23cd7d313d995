using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Dockerfiles.Commands;

/// <summary>A word of a shell command.</summary>
/// <param name="Text">The word without quotes; variables as written.</param>
/// <param name="Span">
/// Where it stands: in the script, or in the Dockerfile's text where it comes from a <see cref="GoUsage"/>. Empty when it has
/// no place of its own, as in a script within a script, or in a JSON array.
/// </param>
public sealed record ShellWord(string Text, TextSpan Span);
