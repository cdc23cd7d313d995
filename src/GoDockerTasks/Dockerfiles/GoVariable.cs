namespace GoDockerTasks.Dockerfiles;

/// <summary>A variable of Go that a Dockerfile, or a base image, sets.</summary>
/// <param name="Name">The variable, such as <c>GOPRIVATE</c>.</param>
/// <param name="Value">The value, variables filled in as far as they are known.</param>
/// <param name="Line">The line, counted from 1: that of the FROM where the base image sets it.</param>
public sealed record GoVariable(string Name, string Value, int Line);
