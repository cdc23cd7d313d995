namespace GoDockerTasks.Images;

/// <summary>How a base image was found.</summary>
public enum BaseImageSource
{
    /// <summary>In the registry that its name says.</summary>
    Registry,

    /// <summary>In a mirror of that registry.</summary>
    Mirror,

    /// <summary>In the engine already.</summary>
    Engine,

    /// <summary>Assembled from this machine's own packages.</summary>
    LocalToolchain,
}
