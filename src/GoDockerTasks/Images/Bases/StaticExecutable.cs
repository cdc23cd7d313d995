using System.Buffers.Binary;

namespace GoDockerTasks.Images;

/// <summary>Looks into executables.</summary>
internal static class StaticExecutable
{
    private const int HeaderLength = 64;
    private const uint InterpreterSegment = 3;

    /// <summary>Says whether a path is a 64-bit ELF executable that needs no libraries.</summary>
    /// <remarks>The System V ABI, chapter 5: a program that is linked dynamically has a segment that names its interpreter.</remarks>
    public static bool Is(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using var file = File.OpenRead(path);
        var header = new byte[HeaderLength];
        if (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength
            || !header.AsSpan(0, 6).SequenceEqual((ReadOnlySpan<byte>)[0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1]))
        {
            return false;
        }

        var offset = (long)BinaryPrimitives.ReadUInt64LittleEndian(header.AsSpan(32));
        var size = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(54));
        var count = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(56));
        var type = new byte[4];
        for (var i = 0; i < count; i++)
        {
            file.Position = offset + (i * size);
            if (file.ReadAtLeast(type, type.Length, throwOnEndOfStream: false) < type.Length
                || BinaryPrimitives.ReadUInt32LittleEndian(type) == InterpreterSegment)
            {
                return false;
            }
        }

        return true;
    }
}
