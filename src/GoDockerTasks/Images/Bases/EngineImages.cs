namespace GoDockerTasks.Images;

/// <summary>What the engine was asked for, and what of it was there.</summary>
/// <param name="Asked">The references that were looked for.</param>
/// <param name="Found">The images, under the reference that each was asked by.</param>
public sealed record EngineImages(IReadOnlySet<string> Asked, IReadOnlyDictionary<string, EngineImage> Found)
{
    /// <summary>Gets the answer to no question.</summary>
    public static EngineImages None { get; } = new(new HashSet<string>(), new Dictionary<string, EngineImage>());
}
