namespace GoDockerTasks.Tests.Dockerfiles.Engine;

/// <summary>A Dockerfile of a kind that people write.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Text">The file; <c>BASE</c> stands for an image like golang.</param>
public sealed record DockerfileCase(string Name, string Text)
{
    /// <summary>Gets a value indicating whether Go needs more than go.sum names, so that the proxy has to be there for both builds.</summary>
    public bool NeedsProxy { get; init; }

    /// <summary>Gets a value indicating whether the base image has GOPROXY in its environment.</summary>
    public bool BaseNamesProxy { get; init; }

    /// <summary>Gets the arguments of both builds.</summary>
    public string[] Arguments { get; init; } = [];

    /// <summary>Gets the stage to build; null for the last.</summary>
    public string? Target { get; init; }

    /// <inheritdoc />
    public override string ToString() => Name;
}
