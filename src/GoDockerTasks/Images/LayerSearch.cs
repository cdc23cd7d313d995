using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using GoDockerTasks.Io;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Images;

/// <summary>Reads every byte of an image: layers, and attestations where the engine keeps them.</summary>
internal static class LayerSearch
{
    private const int Chunk = 1 << 20;

    // Longer than any secret that is worth its name, so that none is cut in two.
    private const int Overlap = 1 << 13;

    private static ReadOnlySpan<byte> GZip => [0x1f, 0x8b];

    /// <summary>Gives a sentence for each part of the image that holds a secret.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(
        IProcessRunner processes, Redactor redactor, string reference, CancellationToken cancellationToken)
    {
        using var folder = new TempDirectory();
        var archive = folder.File("image.tar");
        var saved = await processes.CaptureAsync(new("docker", ["image", "save", "--output", archive, reference]), cancellationToken);
        if (!saved.Succeeded)
        {
            throw DockerErrors.From(saved);
        }

        List<string> found = [];
        await using var tar = new TarReader(File.OpenRead(archive));
        while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            if (entry.DataStream is { } content && await HoldsAsync(Unpacked(content), redactor, cancellationToken))
            {
                found.Add($"{entry.Name} holds a secret of this run.");
            }
        }

        return found;
    }

    private static Stream Unpacked(Stream content)
    {
        var head = new byte[GZip.Length];
        var count = content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        content.Position -= count;

        return head.AsSpan().SequenceEqual(GZip) ? new GZipStream(content, CompressionMode.Decompress) : content;
    }

    private static async Task<bool> HoldsAsync(Stream content, Redactor redactor, CancellationToken cancellationToken)
    {
        var buffer = new byte[Chunk];
        var kept = 0;
        int count;
        while ((count = await content.ReadAtLeastAsync(buffer.AsMemory(kept), Chunk - kept, throwOnEndOfStream: false, cancellationToken)) > 0)
        {
            var length = kept + count;
            var text = Encoding.Latin1.GetString(buffer, 0, length);
            if (redactor.Redact(text) != text)
            {
                return true;
            }

            kept = Math.Min(Overlap, length);
            buffer.AsSpan(length - kept, kept).CopyTo(buffer);
        }

        return false;
    }
}
