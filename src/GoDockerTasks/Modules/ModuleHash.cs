using System.Security.Cryptography;
using System.Text;
using GoDockerTasks.Modules.Zip;

namespace GoDockerTasks.Modules;

/// <summary>The hash of a module's content as go.sum records it, such as <c>h1:G7mAYYx…</c>.</summary>
/// <param name="Value">The text, with its algorithm in front.</param>
/// <remarks>
/// <c>h1</c> is the SHA-256 of a list of files: for each file, in the order of the names' bytes, its SHA-256 in hex, two
/// spaces, its name and a line feed. Compression, order and times in the zip do not count. https://go.dev/ref/mod#go-sum-files.
/// </remarks>
public readonly record struct ModuleHash(string Value)
{
    /// <summary>The algorithm that this library computes, and the only one that Go knows.</summary>
    public const string Prefix = "h1:";

    /// <summary>The hash of a go.mod of no bytes: what an empty answer looks like.</summary>
    public static readonly ModuleHash OfEmptyGoMod = new("h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=");

    /// <summary>Hashes a go.mod file.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <returns>The hash that go.sum has in its <c>/go.mod</c> line.</returns>
    public static ModuleHash OfGoMod(ReadOnlySpan<byte> content)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, digest);
        var list = $"{Convert.ToHexStringLower(digest)}  go.mod\n";
        SHA256.HashData(Encoding.ASCII.GetBytes(list), digest);

        return FromDigest(digest);
    }

    /// <summary>Hashes the files of a module zip.</summary>
    /// <param name="zip">The zip; every entry counts, directories too.</param>
    /// <param name="cancellationToken">Stops hashing.</param>
    /// <returns>The hash that go.sum has in the module's own line.</returns>
    /// <exception cref="InvalidDataException">An entry cannot be read.</exception>
    public static ModuleHash OfZip(ModuleZip zip, CancellationToken cancellationToken = default)
    {
        using var list = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var file = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> hex = stackalloc byte[SHA256.HashSizeInBytes * 2];
        foreach (var entry in zip.Entries.OrderBy(entry => entry.NameBytes, ByteOrder.Instance))
        {
            cancellationToken.ThrowIfCancellationRequested();
            zip.Read(entry, chunk => file.AppendData(chunk));
            file.GetHashAndReset(digest);
            Convert.TryToHexStringLower(digest, hex, out _);
            list.AppendData(hex);
            list.AppendData("  "u8);
            list.AppendData(entry.NameBytes);
            list.AppendData("\n"u8);
        }

        list.GetHashAndReset(digest);
        return FromDigest(digest);
    }

    /// <inheritdoc />
    public override string ToString() => Value;

    private static ModuleHash FromDigest(ReadOnlySpan<byte> digest) => new(Prefix + Convert.ToBase64String(digest));

    /// <summary>Go sorts strings by their UTF-8 bytes; UTF-16 order differs beyond the basic plane.</summary>
    private sealed class ByteOrder : IComparer<byte[]>
    {
        public static readonly ByteOrder Instance = new();

        public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}
