using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace GoDockerTasks.Modules.Zip;

/// <summary>A zip file that is read in place: its entries, and their content in chunks.</summary>
/// <remarks>
/// Not <see cref="ZipArchive"/>: a module's hash is made of the names' bytes, and a hostile zip must not cost more memory
/// than a chunk.
/// </remarks>
public sealed class ModuleZip : IDisposable
{
    private const uint LocalSignature = 0x04034b50;
    private const int LocalSize = 30;
    private const uint DescriptorSignature = 0x08074b50;
    private const int ChunkSize = 64 << 10;
    private const int Stored = 0;
    private const int Deflated = 8;

    private readonly FileWindow _file;
    private readonly byte[] _chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);

    private ModuleZip(FileWindow file, IReadOnlyList<ZipEntry> entries, long length) =>
        (_file, Entries, Length) = (file, entries, length);

    /// <summary>Receives a part of an entry's content.</summary>
    /// <param name="chunk">The bytes; valid during the call.</param>
    public delegate void ChunkReader(ReadOnlySpan<byte> chunk);

    /// <summary>Gets the entries, in the order of the central directory.</summary>
    public IReadOnlyList<ZipEntry> Entries { get; }

    /// <summary>Gets the size of the file.</summary>
    public long Length { get; }

    /// <summary>Opens a zip.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The zip; dispose it.</returns>
    /// <exception cref="InvalidDataException">The file is not a zip, or it is damaged.</exception>
    public static ModuleZip Open(string path)
    {
        var handle = File.OpenHandle(path);
        var file = new FileWindow(handle);
        try
        {
            var length = RandomAccess.GetLength(handle);
            return new(file, new CentralDirectory(file, length).Read(), length);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads an entry's content.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="reader">Called for each chunk.</param>
    /// <exception cref="InvalidDataException">The content is damaged, or not as long as the entry says.</exception>
    public void Read(ZipEntry entry, ChunkReader reader)
    {
        var start = DataOffset(entry);
        if (entry.IsDirectory)
        {
            // Some writers pack the nothing that a directory holds.
            ThrowIf(entry.Size != 0, entry, "is a directory with content");
            return;
        }

        using var slice = new FileSlice(_file, start, Math.Max(0, entry.CompressedSize));
        using Stream content = entry.Method switch
        {
            Stored => slice,
            Deflated => new DeflateStream(slice, CompressionMode.Decompress),
            _ => throw new InvalidDataException($"'{entry.Name}' is packed with method {entry.Method}"),
        };
        var (total, crc) = (0L, 0U);
        for (int read; (read = content.Read(_chunk)) > 0;)
        {
            total += read;
            if (total > entry.Size)
            {
                break;
            }

            crc = Crc32.Append(crc, _chunk.AsSpan(0, read));
            reader(_chunk.AsSpan(0, read));
        }

        ThrowIf(total != entry.Size, entry, "is not as long as it says");
        ThrowIf(entry.Method == Deflated && slice.RanOut, entry, "is cut");
        ThrowIf(IsDamaged(entry, start + entry.CompressedSize, crc), entry, "is damaged: its checksum differs");
    }

    /// <summary>Reads a small entry as a whole.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="most">How long it may be.</param>
    /// <returns>The content.</returns>
    /// <exception cref="InvalidDataException">It is longer, or damaged.</exception>
    public byte[] ReadAll(ZipEntry entry, int most)
    {
        if (entry.Size > most)
        {
            throw new InvalidDataException($"'{entry.Name}' has {entry.Size} bytes, more than {most}");
        }

        using var content = new MemoryStream((int)entry.Size);
        Read(entry, content.Write);
        return content.ToArray();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _file.Dispose();
        ArrayPool<byte>.Shared.Return(_chunk);
    }

    private long DataOffset(ZipEntry entry)
    {
        Span<byte> header = stackalloc byte[LocalSize];
        if (entry.Offset < 0 || entry.Offset > Length - LocalSize)
        {
            throw new InvalidDataException($"'{entry.Name}' lies outside the file");
        }

        _file.ReadExactly(header, entry.Offset);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != LocalSignature)
        {
            throw new InvalidDataException($"'{entry.Name}' has no header");
        }

        return entry.Offset + LocalSize
            + BinaryPrimitives.ReadUInt16LittleEndian(header[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
    }

    /// <summary>Compares checksums. Without a data descriptor, 0 stands for none, as in Go.</summary>
    private bool IsDamaged(ZipEntry entry, long end, uint crc) => entry.HasDataDescriptor
        ? crc != entry.Crc32 || DescribedCrc32(end) != crc
        : crc != entry.Crc32 && entry.Crc32 != 0;

    private uint DescribedCrc32(long offset)
    {
        // It has a signature, or not; two sizes follow, of 32 or of 64 bits.
        Span<byte> descriptor = stackalloc byte[12];
        _file.ReadExactly(descriptor, offset);
        return BinaryPrimitives.ReadUInt32LittleEndian(descriptor) == DescriptorSignature
            ? BinaryPrimitives.ReadUInt32LittleEndian(descriptor[4..])
            : BinaryPrimitives.ReadUInt32LittleEndian(descriptor);
    }

    private static void ThrowIf(bool isWrong, ZipEntry entry, string what)
    {
        if (isWrong)
        {
            throw new InvalidDataException($"'{entry.Name}' {what}");
        }
    }
}
