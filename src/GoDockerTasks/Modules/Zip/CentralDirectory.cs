using System.Buffers.Binary;

namespace GoDockerTasks.Modules.Zip;

/// <summary>Reads the list of entries at the end of a zip (APPNOTE.TXT 4.3, with the 64-bit records of 4.5.3).</summary>
/// <remarks>
/// As Go's archive/zip does, in what it forgives too: bytes before the zip or after its comment, a number of entries that went
/// beyond 16 bits. A zip that Go reads otherwise than we do would have another hash there.
/// </remarks>
internal sealed class CentralDirectory(FileWindow file, long length)
{
    private const uint EntrySignature = 0x02014b50;
    private const int EntrySize = 46;
    private const int Unix = 3;

    // A module of 500 MiB has far fewer; more than this is there to exhaust memory.
    private const long MostBytes = 128 << 20;

    /// <summary>Reads the entries.</summary>
    /// <exception cref="InvalidDataException">The file is not a zip, or its directory is damaged.</exception>
    public List<ZipEntry> Read()
    {
        var end = DirectoryEnd.Read(file, length);
        var start = end.Offset - end.DirectorySize;
        if (end.DirectorySize < 0 || end.DirectoryOffset < 0 || start < 0 || start >= length)
        {
            throw new InvalidDataException("its central directory lies outside the file");
        }

        // Offsets count from where the zip begins, which need not be where the file does.
        var shift = start - end.DirectoryOffset;
        if (shift > 0 && TryRead(end.DirectoryOffset, 0, out _) is not null)
        {
            (start, shift) = (end.DirectoryOffset, 0);
        }

        List<ZipEntry> entries = [];
        for (var at = start; TryRead(at, shift, out var size) is { } entry; at += size)
        {
            if (at + size - start > MostBytes)
            {
                throw new InvalidDataException($"its central directory has more than {MostBytes} bytes");
            }

            entries.Add(entry);
        }

        return (ushort)entries.Count == (ushort)end.Count
            ? entries
            : throw new InvalidDataException("its central directory is damaged");
    }

    private ZipEntry? TryRead(long at, long shift, out int size)
    {
        Span<byte> head = stackalloc byte[EntrySize];
        size = 0;
        if (at > length - EntrySize)
        {
            return null;
        }

        file.ReadExactly(head, at);
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(head[28..]);
        int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(head[30..]);
        int commentLength = BinaryPrimitives.ReadUInt16LittleEndian(head[32..]);
        size = EntrySize + nameLength + extraLength + commentLength;
        if (BinaryPrimitives.ReadUInt32LittleEndian(head) != EntrySignature || at > length - size)
        {
            return null;
        }

        var rest = new byte[nameLength + extraLength];
        file.ReadExactly(rest, at + EntrySize);
        long compressed = BinaryPrimitives.ReadUInt32LittleEndian(head[20..]);
        long unpacked = BinaryPrimitives.ReadUInt32LittleEndian(head[24..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(head[42..]);

        return TryWiden(rest.AsSpan(nameLength), ref unpacked, ref compressed, ref offset)
            ? new(
                rest[..nameLength],
                unchecked(offset + shift),
                compressed,
                unpacked,
                BinaryPrimitives.ReadUInt16LittleEndian(head[10..]),
                BinaryPrimitives.ReadUInt32LittleEndian(head[16..]),
                BinaryPrimitives.ReadUInt16LittleEndian(head[8..]),
                head[5] == Unix ? (int)(BinaryPrimitives.ReadUInt32LittleEndian(head[38..]) >> 16) : 0)
            : null;
    }

    /// <summary>Takes what does not fit into 32 bits from the zip64 extra field.</summary>
    private static bool TryWiden(ReadOnlySpan<byte> extra, ref long size, ref long compressed, ref long offset)
    {
        const ushort zip64 = 1;
        var (needsCompressed, needsOffset) = (compressed == uint.MaxValue, offset == uint.MaxValue);
        while (extra.Length >= 4)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (length > extra.Length - 4)
            {
                break;
            }

            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == zip64)
            {
                var field = extra.Slice(4, length);
                return TryTake(ref field, ref size) && TryTake(ref field, ref compressed) && TryTake(ref field, ref offset);
            }

            extra = extra[(4 + length)..];
        }

        return !needsCompressed && !needsOffset;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> field, ref long value)
    {
        if (value != uint.MaxValue)
        {
            return true;
        }

        if (field.Length < 8)
        {
            return false;
        }

        value = BinaryPrimitives.ReadInt64LittleEndian(field);
        field = field[8..];
        return true;
    }
}
