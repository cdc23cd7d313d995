using System.Formats.Tar;
using System.Security.Cryptography;
using GoDockerTasks.Images.Registry;

namespace GoDockerTasks.Images.Layers;

/// <summary>A layer of files, as a tar that has the same bytes on every machine.</summary>
/// <param name="Files">The files.</param>
/// <remarks>
/// In GNU form, with fixed times, modes and owners, not compressed: module zips are. So the digest of the layer is that of its content, too:
/// https://github.com/opencontainers/image-spec/blob/main/layer.md.
/// </remarks>
internal sealed record Layer(IReadOnlyList<LayerFile> Files)
{
    private const string MediaType = "application/vnd.oci.image.layer.v1.tar";

    private const UnixFileMode Mode0644 =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Finds out what the layer is called, which takes reading it whole.</summary>
    public async Task<Descriptor> DescribeAsync(CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var size = 0L;
        await using var stream = new ObservedStream(Stream.Null, piece =>
        {
            hash.AppendData(piece.Span);
            size += piece.Length;
        });
        await WriteAsync(stream, cancellationToken);

        return new(MediaType, $"sha256:{Convert.ToHexStringLower(hash.GetHashAndReset())}", size);
    }

    /// <summary>Writes the tar.</summary>
    public async Task WriteAsync(Stream stream, CancellationToken cancellationToken)
    {
        await using var tar = new TarWriter(stream, TarEntryFormat.Gnu, leaveOpen: true);
        HashSet<string> folders = [];
        foreach (var file in Files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            foreach (var folder in Above(file.Name).Where(folders.Add))
            {
                await tar.WriteEntryAsync(Entry(TarEntryType.Directory, folder, RootFileSystem.FolderMode), cancellationToken);
            }

            await using var content = File.OpenRead(file.Source);
            var entry = Entry(TarEntryType.RegularFile, file.Name, Mode0644);
            entry.DataStream = content;
            await tar.WriteEntryAsync(entry, cancellationToken);
        }
    }

    private static IEnumerable<string> Above(string name)
    {
        for (var slash = name.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = name.IndexOf('/', slash + 1))
        {
            yield return name[..(slash + 1)];
        }
    }

    private static GnuTarEntry Entry(TarEntryType type, string name, UnixFileMode mode) =>
        new(type, name) { Mode = mode, ModificationTime = DateTimeOffset.UnixEpoch };
}
