namespace GoDockerTasks.Resilience;

/// <summary>A line of a log, or a piece of one that is too long to be held whole.</summary>
/// <param name="Number">The line's number, from 1.</param>
/// <param name="Text">Its text, without the line end.</param>
internal readonly record struct LogLine(int Number, string Text);
