using System.Security.Cryptography;
using System.Text;

namespace GoDockerTasks.Images;

/// <summary>A base image that can be assembled from this machine's own files.</summary>
internal sealed record HomeMadeBase
{
    /// <summary>The label that marks such an image, and every image built on it.</summary>
    public const string Label = "godocker.local.base";

    // Counts up whenever the recipes change what they make, so that images of an older version are not taken for new ones.
    private const string Recipe = "1";

    /// <summary>Gets the reference; it names the content, so that an image that exists is the right one.</summary>
    public required string Reference { get; init; }

    /// <summary>Gets what it is made of, for people.</summary>
    public required string Description { get; init; }

    /// <summary>Gets the instructions after the files are in.</summary>
    public required string Instructions { get; init; }

    /// <summary>Gets the busybox whose programs are linked into <c>/bin</c>; null for an image without a shell.</summary>
    public string? BusyBox { get; init; }

    /// <summary>Gets what puts the other files in.</summary>
    public required Action<RootFileSystem> Fill { get; init; }

    /// <summary>Gives a reference that is named by content.</summary>
    /// <param name="name">The name with the readable part of the tag, such as <c>golang:1.24.4</c>.</param>
    /// <param name="content">What the content follows from.</param>
    public static string Named(string name, IEnumerable<byte[]> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in content.Prepend(Encoding.UTF8.GetBytes(Recipe)))
        {
            hash.AppendData(SHA256.HashData(part));
        }

        return $"godocker.local/{name}-{Convert.ToHexStringLower(hash.GetHashAndReset())[..12]}";
    }
}
