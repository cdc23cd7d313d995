using System.Buffers.Binary;

namespace GoDockerTasks.Modules.Zip;

/// <summary>The checksum of zip entries (IEEE 802.3), eight bytes at a step.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private const int Step = 8;

    // Row n holds what a byte does to the checksum when n more bytes follow it.
    private static readonly uint[][] Tables = Make();

    /// <summary>Adds bytes to a checksum, which begins as 0.</summary>
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        var crc = ~checksum;
        var tables = Tables;
        for (; bytes.Length >= Step; bytes = bytes[Step..])
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = tables[7][(byte)low] ^ tables[6][(byte)(low >> 8)] ^ tables[5][(byte)(low >> 16)] ^ tables[4][low >> 24]
                ^ tables[3][(byte)high] ^ tables[2][(byte)(high >> 8)] ^ tables[1][(byte)(high >> 16)] ^ tables[0][high >> 24];
        }

        foreach (var value in bytes)
        {
            crc = tables[0][(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[][] Make()
    {
        var tables = new uint[Step][];
        tables[0] = [.. Enumerable.Range(0, 256).Select(Remainder)];
        for (var i = 1; i < Step; i++)
        {
            tables[i] = [.. tables[i - 1].Select(previous => tables[0][(byte)previous] ^ (previous >> 8))];
        }

        return tables;
    }

    private static uint Remainder(int value)
    {
        var remainder = (uint)value;
        for (var bit = 0; bit < 8; bit++)
        {
            remainder = (remainder & 1) != 0 ? (remainder >> 1) ^ Polynomial : remainder >> 1;
        }

        return remainder;
    }
}
