using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Dockerfiles.Commands;

/// <summary>A word of a shell command.</summary>
/// <param name="Text">The word without quotes; variables as written.</param>
/// <param name="Span">Where it stands in the script; empty when it comes from a script within the script.</param>
public sealed record ShellWord(string Text, TextSpan Span);
