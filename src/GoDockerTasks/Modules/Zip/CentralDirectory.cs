using System.Buffers.Binary;

namespace GoDockerTasks.Modules.Zip;

/// <summary>Reads the list of entries at the end of a zip (APPNOTE.TXT 4.3, with the 64-bit records of 4.5.3).</summary>
internal static class CentralDirectory
{
    private const uint EndSignature = 0x06054b50;
    private const uint End64LocatorSignature = 0x07064b50;
    private const uint End64Signature = 0x06064b50;
    private const uint EntrySignature = 0x02014b50;
    private const int EndSize = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int EntrySize = 46;

    // A module of 500 MiB has far fewer; more than this is there to exhaust memory.
    private const long MostBytes = 128 << 20;

    /// <summary>Reads the entries.</summary>
    /// <exception cref="InvalidDataException">The file is not a zip, or its directory is damaged.</exception>
    public static List<ZipEntry> Read(FileWindow file, long length)
    {
        var (count, size, offset) = End(file, length);
        if (offset < 0 || size < 0 || size > MostBytes || offset > length - size || count > size / EntrySize)
        {
            throw new InvalidDataException("its central directory lies outside the file");
        }

        var directory = new byte[size];
        file.ReadExactly(directory, offset);
        List<ZipEntry> entries = new((int)count);
        var rest = directory.AsSpan();
        for (var i = 0L; i < count; i++)
        {
            entries.Add(Next(ref rest));
        }

        return entries;
    }

    private static (long Count, long Size, long Offset) End(FileWindow file, long length)
    {
        var tail = new byte[Math.Min(length, EndSize + LongestComment)];
        file.ReadExactly(tail, length - tail.Length);
        for (var at = tail.Length - EndSize; at >= 0; at--)
        {
            var end = tail.AsSpan(at);
            if (BinaryPrimitives.ReadUInt32LittleEndian(end) != EndSignature
                || BinaryPrimitives.ReadUInt16LittleEndian(end[20..]) > end.Length - EndSize)
            {
                continue;
            }

            long count = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
            long size = BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
            long offset = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
            return count == ushort.MaxValue || size == uint.MaxValue || offset == uint.MaxValue
                ? End64(file, length - tail.Length + at) ?? (count, size, offset)
                : (count, size, offset);
        }

        throw new InvalidDataException("it has no central directory");
    }

    private static (long Count, long Size, long Offset)? End64(FileWindow file, long endOffset)
    {
        Span<byte> locator = stackalloc byte[20];
        if (endOffset < locator.Length)
        {
            return null;
        }

        file.ReadExactly(locator, endOffset - locator.Length);
        if (BinaryPrimitives.ReadUInt32LittleEndian(locator) != End64LocatorSignature)
        {
            return null;
        }

        var at = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
        Span<byte> end = stackalloc byte[56];
        if (at < 0 || at > endOffset - end.Length)
        {
            throw new InvalidDataException("its central directory lies outside the file");
        }

        file.ReadExactly(end, at);
        return BinaryPrimitives.ReadUInt32LittleEndian(end) != End64Signature
            ? throw new InvalidDataException("its central directory is damaged")
            : (BinaryPrimitives.ReadInt64LittleEndian(end[32..]),
                BinaryPrimitives.ReadInt64LittleEndian(end[40..]),
                BinaryPrimitives.ReadInt64LittleEndian(end[48..]));
    }

    private static ZipEntry Next(ref Span<byte> rest)
    {
        if (rest.Length < EntrySize || BinaryPrimitives.ReadUInt32LittleEndian(rest) != EntrySignature)
        {
            throw new InvalidDataException("its central directory is damaged");
        }

        var entry = rest;
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(entry[28..]);
        int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(entry[30..]);
        int commentLength = BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]);
        if (rest.Length < EntrySize + nameLength + extraLength + commentLength)
        {
            throw new InvalidDataException("its central directory is damaged");
        }

        long compressed = BinaryPrimitives.ReadUInt32LittleEndian(entry[20..]);
        long size = BinaryPrimitives.ReadUInt32LittleEndian(entry[24..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(entry[42..]);
        Widen(entry.Slice(EntrySize + nameLength, extraLength), ref size, ref compressed, ref offset);
        const int unix = 3;
        var mode = entry[5] == unix ? (int)(BinaryPrimitives.ReadUInt32LittleEndian(entry[38..]) >> 16) : 0;
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(entry[8..]);
        if ((flags & 1) != 0)
        {
            throw new InvalidDataException("it is encrypted");
        }

        rest = rest[(EntrySize + nameLength + extraLength + commentLength)..];
        return new(
            entry.Slice(EntrySize, nameLength).ToArray(),
            offset,
            compressed,
            size,
            BinaryPrimitives.ReadUInt16LittleEndian(entry[10..]),
            BinaryPrimitives.ReadUInt32LittleEndian(entry[16..]),
            mode);
    }

    /// <summary>Takes sizes that do not fit into 32 bits from the zip64 extra field.</summary>
    private static void Widen(ReadOnlySpan<byte> extra, ref long size, ref long compressed, ref long offset)
    {
        const ushort zip64 = 1;
        while (extra.Length >= 4)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (length > extra.Length - 4)
            {
                return;
            }

            var field = extra.Slice(4, length);
            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == zip64)
            {
                Take(ref field, ref size);
                Take(ref field, ref compressed);
                Take(ref field, ref offset);
                return;
            }

            extra = extra[(4 + length)..];
        }
    }

    private static void Take(ref ReadOnlySpan<byte> field, ref long value)
    {
        if (value == uint.MaxValue && field.Length >= 8)
        {
            value = BinaryPrimitives.ReadInt64LittleEndian(field);
            field = field[8..];
        }
    }
}
