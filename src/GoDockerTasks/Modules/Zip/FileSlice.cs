namespace GoDockerTasks.Modules.Zip;

/// <summary>A part of a file, read from front to back.</summary>
internal sealed class FileSlice(FileWindow file, long offset, long length) : Stream
{
    private long _at;

    /// <summary>Gets a value indicating whether more was asked for than there is.</summary>
    public bool RanOut { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _at;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var read = file.Read(buffer[..(int)Math.Min(buffer.Length, length - _at)], offset + _at);
        _at += read;
        RanOut |= read == 0;

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
