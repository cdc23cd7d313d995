namespace GoDockerTasks.Modules;

/// <summary>Something wrong in a file that people write.</summary>
/// <param name="Line">Where, counted from 1.</param>
/// <param name="Text">What is wrong, and what is accepted.</param>
internal sealed record FileProblem(int Line, string Text);
