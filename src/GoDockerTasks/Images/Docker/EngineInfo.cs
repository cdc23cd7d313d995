using System.Runtime.InteropServices;

namespace GoDockerTasks.Images;

/// <summary>The engine that builds, as far as it matters to a build and its report.</summary>
public sealed record EngineInfo
{
    /// <summary>The driver that builds inside the Docker daemon.</summary>
    public const string DockerDriver = "docker";

    /// <summary>Gets what stands for an engine that has not answered, or not yet: the oldest one, on a platform like this machine's.</summary>
    public static EngineInfo Unknown { get; } = new()
    {
        Name = "docker",
        Version = "",
        ClientVersion = "",
        Platform = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "linux/arm64" : "linux/amd64",
        Builder = "default",
        Driver = DockerDriver,
    };

    /// <summary>Gets what answers.</summary>
    /// <value>Always <c>docker</c>; another engine is an error.</value>
    public required string Name { get; init; }

    /// <summary>Gets the daemon's version, such as <c>26.1.5+dfsg1</c>.</summary>
    public required string Version { get; init; }

    /// <summary>Gets the client's version.</summary>
    public required string ClientVersion { get; init; }

    /// <summary>Gets the platform that the daemon runs on, such as <c>linux/amd64</c>.</summary>
    public required string Platform { get; init; }

    /// <summary>Gets the builder that buildx uses, such as <c>default</c>.</summary>
    public required string Builder { get; init; }

    /// <summary>Gets the builder's driver: <c>docker</c>, <c>docker-container</c>, <c>kubernetes</c> or <c>remote</c>.</summary>
    public required string Driver { get; init; }

    /// <summary>Gets a value indicating whether builds see the images in the engine, and leave theirs there.</summary>
    public bool SharesImages => Driver == DockerDriver;
}
