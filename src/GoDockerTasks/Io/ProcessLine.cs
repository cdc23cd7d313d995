namespace GoDockerTasks.Io;

/// <summary>One line that a program printed, without its line end.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsError">Whether it came on standard error.</param>
public readonly record struct ProcessLine(string Text, bool IsError);
