namespace GoDockerTasks.Images;

/// <summary>A reference to an image, taken apart as docker does.</summary>
/// <param name="Registry">The registry's host, such as <c>docker.io</c>.</param>
/// <param name="Repository">The path in the registry, such as <c>library/golang</c>.</param>
/// <param name="Tag">The tag; null when there is only a digest.</param>
/// <param name="Digest">The digest; null when there is none.</param>
/// <remarks>See the grammar in the distribution project's <c>reference</c> package: a first part without '.', ':' is no host.</remarks>
public sealed record ImageReference(string Registry, string Repository, string? Tag, string? Digest)
{
    private const string Hub = "docker.io";
    private const string HubLibrary = "library/";

    /// <summary>Gets the name without tag and digest, as people write it: <c>golang</c>, <c>quay.io/org/name</c>.</summary>
    public string Name =>
        Registry != Hub ? $"{Registry}/{Repository}"
        : Repository.StartsWith(HubLibrary, StringComparison.Ordinal) ? Repository[HubLibrary.Length..]
        : Repository;

    /// <summary>Gets the last part of the repository, such as <c>golang</c>.</summary>
    public string ShortName => Repository[(Repository.LastIndexOf('/') + 1)..];

    /// <summary>Gets the name under which BuildKit looks for a named context in place of this reference.</summary>
    /// <remarks>BuildKit's dockerfile frontend: the familiar name, without <c>:latest</c>.</remarks>
    public string ContextName => Tag is "latest" && Digest is null ? Name : ToString();

    /// <summary>Reads a reference; what is missing is filled in as docker does.</summary>
    /// <param name="text">The reference, such as <c>golang:1.24</c>.</param>
    /// <returns>Its parts.</returns>
    public static ImageReference Parse(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var digest = at < 0 ? null : text[(at + 1)..];
        var name = at < 0 ? text : text[..at];
        var colon = name.LastIndexOf(':');
        var hasTag = colon > name.LastIndexOf('/');
        var tag = hasTag ? name[(colon + 1)..] : digest is null ? "latest" : null;
        name = hasTag ? name[..colon] : name;

        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : name[..slash];
        if (first != "localhost" && first.IndexOfAny(['.', ':']) < 0)
        {
            return new(Hub, slash < 0 ? HubLibrary + name : name, tag, digest);
        }

        var repository = name[(slash + 1)..];
        return first is Hub or "index.docker.io"
            ? new(Hub, repository.Contains('/', StringComparison.Ordinal) ? repository : HubLibrary + repository, tag, digest)
            : new(first, repository, tag, digest);
    }

    /// <summary>Gives the same image in a mirror.</summary>
    /// <param name="mirror">The mirror's host with an optional path.</param>
    /// <returns>The reference in the mirror; the digest stays, so that a mirror cannot serve something else.</returns>
    public ImageReference In(string mirror) => Parse($"{mirror.TrimEnd('/')}/{Repository}") with { Tag = Tag, Digest = Digest };

    /// <inheritdoc />
    public override string ToString() => $"{Name}{(Tag is null ? "" : ":" + Tag)}{(Digest is null ? "" : "@" + Digest)}";
}
