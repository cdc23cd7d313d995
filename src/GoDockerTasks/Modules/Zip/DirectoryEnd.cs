using System.Buffers.Binary;

namespace GoDockerTasks.Modules.Zip;

/// <summary>The record behind a zip's central directory, which tells where that is.</summary>
/// <param name="Count">How many entries it says there are.</param>
/// <param name="DirectorySize">How many bytes the directory has.</param>
/// <param name="DirectoryOffset">Where the directory begins, counted from the beginning of the zip.</param>
/// <param name="Offset">Where the record itself begins, counted from the beginning of the file.</param>
internal readonly record struct DirectoryEnd(long Count, long DirectorySize, long DirectoryOffset, long Offset)
{
    private const uint Signature = 0x06054b50;
    private const uint Locator64Signature = 0x07064b50;
    private const uint Signature64 = 0x06064b50;
    private const int Size = 22;
    private const int Locator64Size = 20;
    private const int Size64 = 56;

    // A comment of 64 KiB, and a little that may follow it.
    private const int Looked = 65 << 10;

    /// <summary>Finds and reads it.</summary>
    /// <exception cref="InvalidDataException">There is none, or it is damaged.</exception>
    public static DirectoryEnd Read(FileWindow file, long length)
    {
        var tail = new byte[Math.Min(length, Looked)];
        file.ReadExactly(tail, length - tail.Length);
        var at = tail.Length - Size;
        while (at >= 0 && BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at)) != Signature)
        {
            at--;
        }

        if (at < 0 || BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + 20)) > tail.Length - at - Size)
        {
            throw new InvalidDataException("it has no central directory");
        }

        var record = tail.AsSpan(at);
        var end = new DirectoryEnd(
            BinaryPrimitives.ReadUInt16LittleEndian(record[10..]),
            BinaryPrimitives.ReadUInt32LittleEndian(record[12..]),
            BinaryPrimitives.ReadUInt32LittleEndian(record[16..]),
            length - tail.Length + at);

        // Go looks for the 64-bit record where the size is full in 16 bits, and not where it is in 32.
        return end.Count == ushort.MaxValue || end.DirectorySize == ushort.MaxValue || end.DirectoryOffset == uint.MaxValue
            ? Read64(file, length, end)
            : end;
    }

    private static DirectoryEnd Read64(FileWindow file, long length, DirectoryEnd end)
    {
        Span<byte> locator = stackalloc byte[Locator64Size];
        if (end.Offset < locator.Length)
        {
            return end;
        }

        file.ReadExactly(locator, end.Offset - locator.Length);
        if (BinaryPrimitives.ReadUInt32LittleEndian(locator) != Locator64Signature
            || BinaryPrimitives.ReadUInt32LittleEndian(locator[4..]) != 0
            || BinaryPrimitives.ReadUInt32LittleEndian(locator[16..]) != 1)
        {
            return end;
        }

        var at = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
        if (at < 0)
        {
            return end;
        }

        Span<byte> record = stackalloc byte[Size64];
        if (at > length - record.Length)
        {
            throw new InvalidDataException("its central directory lies outside the file");
        }

        file.ReadExactly(record, at);
        return BinaryPrimitives.ReadUInt32LittleEndian(record) == Signature64
            ? new(
                BinaryPrimitives.ReadInt64LittleEndian(record[32..]),
                BinaryPrimitives.ReadInt64LittleEndian(record[40..]),
                BinaryPrimitives.ReadInt64LittleEndian(record[48..]),
                at)
            : throw new InvalidDataException("its central directory is damaged");
    }
}
