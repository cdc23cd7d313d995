namespace GoDockerTasks.Modules.Zip;

/// <summary>Tells a zip that was damaged on its way from one that was made with other content.</summary>
internal static class ZipChecksums
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Remainder)];

    /// <summary>Compares every entry with its checksum.</summary>
    /// <exception cref="InvalidDataException">One differs.</exception>
    public static void Check(ModuleZip zip)
    {
        foreach (var entry in zip.Entries)
        {
            var crc = uint.MaxValue;
            zip.Read(entry, chunk =>
            {
                foreach (var value in chunk)
                {
                    crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
                }
            });
            if (~crc != entry.Crc32)
            {
                throw new InvalidDataException($"'{entry.Name}' is damaged");
            }
        }
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
