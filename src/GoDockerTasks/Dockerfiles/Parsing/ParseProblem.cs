namespace GoDockerTasks.Dockerfiles.Parsing;

/// <summary>A fault in a Dockerfile.</summary>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Text">What is wrong and what is accepted.</param>
public sealed record ParseProblem(int Line, string Text);
