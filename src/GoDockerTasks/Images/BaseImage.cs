namespace GoDockerTasks.Images;

/// <summary>Where a base image really comes from.</summary>
/// <param name="From">The reference in the Dockerfile.</param>
/// <param name="Used">The reference that is built on.</param>
/// <param name="Digest">Its digest, where it is known before the build.</param>
/// <param name="Via">How it was found.</param>
public sealed record BaseImage(string From, string Used, string? Digest, BaseImageSource Via);
