namespace GoDockerTasks.Images;

/// <summary>Where a base image really comes from.</summary>
/// <param name="From">The reference in the Dockerfile.</param>
/// <param name="Used">The reference that is built on.</param>
/// <param name="Digest">Its digest, where it is known before the build.</param>
/// <param name="Via">How it was found.</param>
public sealed record BaseImage(string From, string Used, string? Digest, BaseImageSource Via)
{
    /// <summary>Gets the variables that it sets; null where it is not in the engine yet.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>Gets the user that it starts as; null where it is not in the engine yet, empty for root.</summary>
    public string? User { get; init; }
}
