namespace GoDockerTasks.Images.Layers;

/// <summary>A file in a layer.</summary>
/// <param name="Name">Its path in the image, with slashes and without one in front.</param>
/// <param name="Source">Its path on this machine.</param>
internal sealed record LayerFile(string Name, string Source);
