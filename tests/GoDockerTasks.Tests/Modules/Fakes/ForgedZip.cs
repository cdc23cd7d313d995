namespace GoDockerTasks.Tests.Modules.Fakes;

/// <summary>Writes a zip byte by byte, with whatever is wrong in it.</summary>
public sealed record ForgedZip(params ForgedEntry[] Entries)
{
    public byte[] Before { get; init; } = [];

    /// <summary>Gets a value indicating whether offsets leave out the bytes before the zip.</summary>
    public bool OffsetsCountFromTheZip { get; init; }

    public byte[] Comment { get; init; } = [];

    public byte[] After { get; init; } = [];

    /// <summary>Gets the number of entries that the end says; null for the true one, in 16 bits.</summary>
    public int? Count { get; init; }

    public long DirectoryOffsetIsWrongBy { get; init; }

    public bool IsZip64 { get; init; }

    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var zip = new BinaryWriter(bytes);
        zip.Write(Before);
        var shift = OffsetsCountFromTheZip ? Before.Length : 0;
        List<long> offsets = [];
        foreach (var entry in Entries)
        {
            offsets.Add(entry.SharesContentOf is { } other ? offsets[other] : bytes.Position - shift);
            if (entry.SharesContentOf is null)
            {
                WriteLocal(zip, entry);
            }
        }

        var start = bytes.Position;
        for (var i = 0; i < Entries.Length; i++)
        {
            WriteDirectory(zip, Entries[i], (ulong)offsets[i]);
        }

        WriteEnd(zip, bytes.Position - start, start - shift + DirectoryOffsetIsWrongBy);
        zip.Write(After);
        return bytes.ToArray();
    }

    private static void WriteLocal(BinaryWriter zip, ForgedEntry entry)
    {
        zip.Write(0x04034b50);
        WriteCommon(zip, entry, (uint)entry.Packed.Length, (uint)entry.Size);
        zip.Write((ushort)0);
        zip.Write(entry.Name);
        zip.Write(entry.Packed);
        zip.Write(entry.Descriptor);
    }

    private static void WriteDirectory(BinaryWriter zip, ForgedEntry entry, ulong offset)
    {
        const ushort fromUnix = 3 << 8;
        var packed = entry.PackedSize ?? (ulong)entry.Packed.Length;
        byte[] extra = entry.IsZip64 ? Zip64(entry.Size, packed, offset) : entry.Extra;
        zip.Write(0x02014b50);
        zip.Write((ushort)(entry.Mode == 0 ? 20 : fromUnix + 20));
        WriteCommon(zip, entry, entry.IsZip64 ? uint.MaxValue : (uint)packed, entry.IsZip64 ? uint.MaxValue : (uint)entry.Size);
        zip.Write((ushort)extra.Length);
        zip.Write((ushort)entry.Comment.Length);
        zip.Write(0);
        zip.Write((uint)entry.Mode << 16);
        zip.Write(entry.IsZip64 ? uint.MaxValue : (uint)offset);
        zip.Write(entry.Name);
        zip.Write(extra);
        zip.Write(entry.Comment);
    }

    // What the local header and the directory's record have in common, from the version on.
    private static void WriteCommon(BinaryWriter zip, ForgedEntry entry, uint packed, uint size)
    {
        zip.Write((ushort)20);
        zip.Write(entry.Flags);
        zip.Write(entry.Method);
        zip.Write(0);
        zip.Write(entry.Crc);
        zip.Write(packed);
        zip.Write(size);
        zip.Write((ushort)entry.Name.Length);
    }

    private static byte[] Zip64(params ulong[] values) =>
        [1, 0, (byte)(values.Length * 8), 0, .. values.SelectMany(BitConverter.GetBytes)];

    private void WriteEnd(BinaryWriter zip, long size, long offset)
    {
        var count = Count ?? Entries.Length;
        if (IsZip64)
        {
            var record = zip.BaseStream.Position;
            zip.Write(0x06064b50);
            zip.Write(44L);
            zip.Write(0x002d002d);
            zip.Write(0L);
            zip.Write((long)count);
            zip.Write((long)count);
            zip.Write(size);
            zip.Write(offset);
            zip.Write(0x07064b50);
            zip.Write(0);
            zip.Write(record);
            zip.Write(1);
        }

        zip.Write(0x06054b50);
        zip.Write(0);
        zip.Write((ushort)(IsZip64 ? ushort.MaxValue : count));
        zip.Write((ushort)(IsZip64 ? ushort.MaxValue : count));
        zip.Write(IsZip64 ? uint.MaxValue : (uint)size);
        zip.Write(IsZip64 ? uint.MaxValue : (uint)offset);
        zip.Write((ushort)Comment.Length);
        zip.Write(Comment);
    }
}
