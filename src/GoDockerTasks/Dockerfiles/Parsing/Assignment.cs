namespace GoDockerTasks.Dockerfiles.Parsing;

/// <summary>A name with a value, as ARG, ENV and LABEL have them.</summary>
/// <param name="Name">The name as written.</param>
/// <param name="Value">The value as written, quotes and variables included; null when an ARG has none.</param>
/// <param name="Span">Where both stand in the instruction's text.</param>
public sealed record Assignment(string Name, string? Value, TextSpan Span);
