namespace GoDockerTasks.Dockerfiles;

/// <summary>The Go that a RUN builds the service with, where its image tells which, and it may not fetch another one.</summary>
/// <param name="Line">The RUN's line.</param>
/// <param name="Image">The image as the Dockerfile names it.</param>
/// <param name="Version">The version, such as <c>1.24.4</c>; <c>1.24</c> stands for its latest patch.</param>
public sealed record GoToolchain(int Line, string Image, string Version);
