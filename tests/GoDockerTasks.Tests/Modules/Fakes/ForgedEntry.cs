using System.IO.Compression;
using System.Text;
using GoDockerTasks.Modules.Zip;

namespace GoDockerTasks.Tests.Modules.Fakes;

/// <summary>An entry of a zip in which anything may be wrong.</summary>
/// <param name="name">The name.</param>
/// <param name="content">The content.</param>
/// <param name="method">How it is packed: 0 stored, 8 deflated; others are only said.</param>
public sealed class ForgedEntry(byte[] name, byte[] content, ushort method = 8)
{
    public ForgedEntry(string name, string content = "x\n", ushort method = 8)
        : this(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(content), method)
    {
    }

    public byte[] Name { get; } = name;

    public ushort Method { get; } = method;

    /// <summary>Gets the bytes in the zip.</summary>
    public byte[] Packed { get; init; } = method == 8 ? Deflated(content) : content;

    public uint Crc { get; init; } = Crc32.Append(0, content);

    public ulong Size { get; init; } = (ulong)content.Length;

    /// <summary>Gets the size in the zip that the directory says; the default is the true one.</summary>
    public ulong? PackedSize { get; init; }

    public ushort Flags { get; init; }

    /// <summary>Gets the Unix mode; 0 for a zip from elsewhere.</summary>
    public int Mode { get; init; }

    public byte[] Comment { get; init; } = [];

    /// <summary>Gets the extra field of the directory's record.</summary>
    public byte[] Extra { get; init; } = [];

    /// <summary>Gets a value indicating whether sizes and offset stand in 64 bits only.</summary>
    public bool IsZip64 { get; init; }

    /// <summary>Gets what follows the content.</summary>
    public byte[] Descriptor { get; init; } = [];

    /// <summary>Gets the position of the entry whose content this one shares; null for content of its own.</summary>
    public int? SharesContentOf { get; init; }

    public static byte[] Deflated(byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var deflate = new DeflateStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(content);
        }

        return bytes.ToArray();
    }
}
