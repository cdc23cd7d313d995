namespace GoDockerTasks.Dockerfiles.Linting;

/// <summary>The name of an image, as far as facts need it taken apart.</summary>
/// <param name="Repository">
/// The name without tag and digest; for images of Docker Hub without registry and <c>library/</c>, such as <c>golang</c>.
/// </param>
/// <param name="Tag">The tag; empty when there is none.</param>
/// <param name="HasDigest">Whether a digest pins it.</param>
internal sealed record BaseName(string Repository, string Tag, bool HasDigest)
{
    // Docker Hub under its other names, and mirrors of its official images.
    private static readonly string[] HubPrefixes =
    [
        "docker.io/", "index.docker.io/", "registry-1.docker.io/", "registry.hub.docker.com/", "mirror.gcr.io/", "public.ecr.aws/docker/",
    ];

    private static readonly string[] OfficialPrefixes =
        ["library/", "amd64/", "arm64v8/", "arm32v7/", "arm32v6/", "arm32v5/", "i386/", "ppc64le/", "s390x/", "riscv64/"];

    /// <summary>The last part of the repository.</summary>
    public string ShortName => Repository[(Repository.LastIndexOf('/') + 1)..];

    public bool IsUnpinned => !HasDigest && Tag is ("" or "latest");

    public static BaseName Parse(string image)
    {
        var at = image.IndexOf('@', StringComparison.Ordinal);
        var name = at < 0 ? image : image[..at];
        var colon = name.LastIndexOf(':');
        var hasTag = colon > name.LastIndexOf('/');
        var tag = hasTag ? name[(colon + 1)..] : "";
        name = WithoutPrefix(hasTag ? name[..colon] : name, HubPrefixes);
        return new(WithoutPrefix(name, OfficialPrefixes), tag, at >= 0);
    }

    private static string WithoutPrefix(string name, string[] prefixes) =>
        prefixes.FirstOrDefault(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) is { } prefix ? name[prefix.Length..] : name;
}
