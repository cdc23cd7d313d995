namespace GoDockerTasks.Publishing;

/// <summary>An image in a registry.</summary>
/// <param name="References">Each name with the digest it has there, such as <c>registry/name@sha256:…</c>.</param>
/// <param name="Digest">The digest that the registry gave.</param>
public sealed record PublishedImage(IReadOnlyList<string> References, string Digest);
