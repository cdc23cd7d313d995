namespace GoDockerTasks.Images;

/// <summary>What a registry said about an image.</summary>
internal enum RegistryAnswer
{
    /// <summary>Nothing, or nothing that a registry says.</summary>
    None,

    /// <summary>It has the image, or does not tell without a login.</summary>
    Serves,

    /// <summary>It is there, and does not have the image.</summary>
    Misses,
}
