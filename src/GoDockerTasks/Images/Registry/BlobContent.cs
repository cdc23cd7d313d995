using System.Net;

namespace GoDockerTasks.Images.Registry;

/// <summary>The body of an upload, written while it is sent.</summary>
/// <param name="size">Its size in bytes.</param>
/// <param name="write">Writes it.</param>
internal sealed class BlobContent(long size, Func<Stream, CancellationToken, Task> write) : HttpContent
{
    /// <summary>Gets or sets what is called whenever a piece has gone.</summary>
    public Action Moved { get; set; } = () => { };

    /// <inheritdoc />
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc />
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        write(new ObservedStream(stream, _ => Moved()), cancellationToken);

    /// <inheritdoc />
    protected override bool TryComputeLength(out long length)
    {
        length = size;
        return true;
    }
}
