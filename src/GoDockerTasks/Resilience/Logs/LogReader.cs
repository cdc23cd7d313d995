using System.Text;
using System.Text.Unicode;

namespace GoDockerTasks.Resilience;

/// <summary>Cuts any bytes into lines, with bounded memory.</summary>
/// <remarks>
/// A log is written by many programs: most in UTF-8, Windows tools in China in GBK, and PowerShell's <c>&gt;</c> in UTF-16.
/// So the encoding is decided line by line.
/// </remarks>
internal static class LogReader
{
    // Longer than any line that says why a build failed; rawjson events with a screenful of output fit too.
    private const int LongestLine = 256 * 1024;

    private static readonly Encoding _gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    /// <summary>Gives the lines one by one.</summary>
    /// <param name="log">The log; it is read once and not disposed of.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The lines in order; a carriage return inside a line cuts it, as it overwrites on a terminal.</returns>
    public static IEnumerable<LogLine> Read(Stream log, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestLine];
        var filled = ReadFully(log, buffer.AsSpan(0, 4));
        var utf16 = filled >= 2 ? (buffer[0], buffer[1]) switch
        {
            (0xFF, 0xFE) => Encoding.Unicode,
            (0xFE, 0xFF) => Encoding.BigEndianUnicode,
            _ => null,
        } : null;
        if (utf16 is not null)
        {
            var rest = Transcoded(log, utf16, buffer.AsSpan(2, filled - 2));
            return Lines(rest, buffer, 0, cancellationToken);
        }

        var mark = buffer.AsSpan(0, filled).StartsWith("\uFEFF"u8) ? 3 : 0;
        buffer.AsSpan(mark, filled - mark).CopyTo(buffer);
        return Lines(log, buffer, filled - mark, cancellationToken);
    }

    private static Stream Transcoded(Stream log, Encoding encoding, ReadOnlySpan<byte> begun)
    {
        var whole = new ChainedStream(begun.ToArray(), log);
        return Encoding.CreateTranscodingStream(whole, encoding, Encoding.UTF8, leaveOpen: true);
    }

    private static IEnumerable<LogLine> Lines(Stream log, byte[] buffer, int filled, CancellationToken cancellationToken)
    {
        var number = 1;
        var start = 0;
        var ended = false;
        while (true)
        {
            var length = buffer.AsSpan(start, filled - start).IndexOf((byte)'\n');
            if (length >= 0 || (ended && filled > start) || filled - start == buffer.Length)
            {
                var whole = length >= 0;
                length = whole ? length : ended ? filled - start : WholeCharacters(buffer.AsSpan(start, filled - start));
                foreach (var text in Texts(buffer.AsSpan(start, length)))
                {
                    yield return new(number, text);
                }

                start += whole ? length + 1 : length;
                number += whole ? 1 : 0;
                continue;
            }

            if (ended)
            {
                yield break;
            }

            cancellationToken.ThrowIfCancellationRequested();
            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            filled -= start;
            start = 0;
            var read = log.Read(buffer, filled, buffer.Length - filled);
            filled += read;
            ended = read == 0;
        }
    }

    // The part of a line that is too long for the buffer, without the beginning of a character that goes on behind it.
    private static int WholeCharacters(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= 3; back++)
        {
            if (Rune.DecodeFromUtf8(bytes[^back..], out _, out _) == System.Buffers.OperationStatus.NeedMoreData)
            {
                return bytes.Length - back;
            }
        }

        return bytes.Length;
    }

    private static string[] Texts(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes.TrimEnd((byte)'\r');
        var text = Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : _gb18030.GetString(bytes);
        return text.Contains('\r') ? text.Split('\r') : [text];
    }

    private static int ReadFully(Stream log, Span<byte> span)
    {
        var filled = 0;
        while (filled < span.Length && log.Read(span[filled..]) is > 0 and var read)
        {
            filled += read;
        }

        return filled;
    }
}
