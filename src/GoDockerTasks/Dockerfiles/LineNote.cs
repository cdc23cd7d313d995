namespace GoDockerTasks.Dockerfiles;

/// <summary>Something to say about one line of a Dockerfile.</summary>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Text">What there is to say, as a short sentence.</param>
public sealed record LineNote(int Line, string Text);
