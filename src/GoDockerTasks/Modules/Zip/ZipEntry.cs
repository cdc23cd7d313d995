using System.Text;

namespace GoDockerTasks.Modules.Zip;

/// <summary>One entry of a zip's central directory.</summary>
/// <param name="NameBytes">The name as it stands in the zip.</param>
/// <param name="Offset">Where its local header begins.</param>
/// <param name="CompressedSize">How many bytes it has in the zip.</param>
/// <param name="Size">How many bytes it says it has when it is unpacked.</param>
/// <param name="Method">How it is packed: 0 stored, 8 deflated.</param>
/// <param name="Crc32">The checksum of its content.</param>
/// <param name="Flags">The general purpose flags (APPNOTE.TXT 4.4.4).</param>
/// <param name="Mode">The Unix mode; 0 where the zip does not come from Unix.</param>
public sealed record ZipEntry(
    byte[] NameBytes, long Offset, long CompressedSize, long Size, int Method, uint Crc32, int Flags, int Mode)
{
    private const int DataDescriptor = 1 << 3;
    private const int FileTypeMask = 0xF000;
    private const int SymbolicLink = 0xA000;

    /// <summary>Gets the name as text.</summary>
    public string Name { get; } = Encoding.UTF8.GetString(NameBytes);

    /// <summary>Gets a value indicating whether the entry is a directory.</summary>
    public bool IsDirectory => NameBytes is [.., (byte)'/'];

    /// <summary>Gets a value indicating whether the entry is a symbolic link.</summary>
    public bool IsSymbolicLink => (Mode & FileTypeMask) == SymbolicLink;

    /// <summary>Gets a value indicating whether the checksum stands behind the content too.</summary>
    public bool HasDataDescriptor => (Flags & DataDescriptor) != 0;
}
