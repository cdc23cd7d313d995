namespace GoDockerTasks.Resilience;

/// <summary>Bytes that were read already, and then the stream that they came from.</summary>
/// <param name="begun">The bytes.</param>
/// <param name="rest">The stream.</param>
internal sealed class ChainedStream(byte[] begun, Stream rest) : Stream
{
    private int _given;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_given == begun.Length)
        {
            return rest.Read(buffer);
        }

        var count = Math.Min(buffer.Length, begun.Length - _given);
        begun.AsSpan(_given, count).CopyTo(buffer);
        _given += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
