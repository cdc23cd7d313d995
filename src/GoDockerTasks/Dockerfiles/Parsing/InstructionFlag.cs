namespace GoDockerTasks.Dockerfiles.Parsing;

/// <summary>A flag of an instruction, such as <c>--from=build</c>.</summary>
/// <param name="Name">The name without dashes.</param>
/// <param name="Value">The value without quotes; null when the flag has none.</param>
/// <param name="Span">Where it stands in the instruction's text.</param>
public sealed record InstructionFlag(string Name, string? Value, TextSpan Span);
