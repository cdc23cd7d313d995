namespace GoDockerTasks.Reporting;

/// <summary>Something that a run says.</summary>
/// <param name="Kind">How much it matters.</param>
/// <param name="Text">One or more lines.</param>
/// <param name="File">The file that it is about; null when it is about none.</param>
/// <param name="Line">The line in that file, counted from 1.</param>
public sealed record RunMessage(MessageKind Kind, string Text, string? File = null, int? Line = null);
