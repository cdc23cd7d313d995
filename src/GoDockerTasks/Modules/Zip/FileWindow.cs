using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace GoDockerTasks.Modules.Zip;

/// <summary>A file that is read mostly from front to back, in a few large pieces instead of many small ones.</summary>
internal sealed class FileWindow(SafeFileHandle file) : IDisposable
{
    private const int Size = 256 << 10;

    private readonly byte[] _bytes = ArrayPool<byte>.Shared.Rent(Size);
    private long _start;
    private int _length;

    /// <summary>Reads what is there at an offset, at least one byte unless the file ends.</summary>
    public int Read(Span<byte> buffer, long offset)
    {
        if (offset < _start || offset >= _start + _length)
        {
            _length = RandomAccess.Read(file, _bytes, offset);
            _start = offset;
        }

        var from = (int)(offset - _start);
        var count = Math.Min(buffer.Length, _length - from);
        _bytes.AsSpan(from, count).CopyTo(buffer);

        return count;
    }

    /// <summary>Fills a buffer.</summary>
    /// <exception cref="InvalidDataException">The file ends too early, or begins too late.</exception>
    public void ReadExactly(Span<byte> buffer, long offset)
    {
        while (buffer.Length > 0)
        {
            var read = offset < 0 ? 0 : Read(buffer, offset);
            if (read == 0)
            {
                throw new InvalidDataException("it ends too early");
            }

            buffer = buffer[read..];
            offset += read;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        file.Dispose();
    }
}
