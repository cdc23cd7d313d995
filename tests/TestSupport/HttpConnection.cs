using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace GoDockerTasks.TestSupport;

/// <summary>One connection's requests and answers, just enough of HTTP/1.1 for Go, HttpClient and curl.</summary>
internal sealed class HttpConnection(TcpClient client, Stream stream, CancellationToken cancellationToken)
{
    private const byte TlsHandshake = 22;

    private const string Portal = "<html><head><title>Sign in</title></head><body>Accept the terms to go online.</body></html>";

    /// <summary>Reads a request without a body; null where the client has closed.</summary>
    public static async Task<RecordedRequest?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var bytes = new List<byte>();
        var one = new byte[1];
        while (bytes.Count < 4 || !bytes.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            if (await stream.ReadAsync(one, cancellationToken) == 0)
            {
                return null;
            }

            if (bytes.Count == 0 && one[0] == TlsHandshake)
            {
                // Docker tries https first, and plain http when that is turned away.
                return null;
            }

            bytes.Add(one[0]);
        }

        var lines = Encoding.Latin1.GetString([.. bytes]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var words = lines[0].Split(' ');
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        return new(words[0], words[1], headers);
    }

    /// <summary>Answers; false where the connection is of no more use.</summary>
    public async Task<bool> SendAsync(RecordedRequest request, byte[]? content, Fault? fault)
    {
        switch (fault)
        {
            case Fault.ResetFault:
                client.LingerState = new(enable: true, seconds: 0);
                client.Close();
                return false;
            case Fault.HangFault:
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return false;
            case Fault.HtmlFault:
                return await SendAsync(request, 200, Encoding.UTF8.GetBytes(Portal), ("Content-Type", "text/html"));
            case Fault.StatusFault(var code, var headers):
                return await SendAsync(request, code, Encoding.UTF8.GetBytes($"fault {code}\n"), headers);
        }

        if (content is null)
        {
            return await SendAsync(request, 404, "not found\n"u8.ToArray());
        }

        if (fault is Fault.CorruptFault && content.Length > 0)
        {
            content[content.Length / 2] ^= 1;
        }

        return fault switch
        {
            Fault.TruncateFault(var bytes) => await SendPartAsync(content, bytes, stall: false),
            Fault.StallFault(var bytes) => await SendPartAsync(content, bytes, stall: true),
            Fault.SlowFault(var speed) => await SendSlowlyAsync(content, speed),
            _ => await SendFileAsync(request, content),
        };
    }

    private async Task<bool> SendFileAsync(RecordedRequest request, byte[] content)
    {
        if (RangeHeaderValue.TryParse(request.Header("Range"), out var range) && range.Ranges.Single().From is { } from)
        {
            var all = content.Length;
            if (from >= all)
            {
                return await SendAsync(request, 416, [], ("Content-Range", $"bytes */{all}"));
            }

            var to = Math.Min(range.Ranges.Single().To ?? all - 1, all - 1);
            return await SendAsync(request, 206, content[(int)from..(int)(to + 1)], ("Content-Range", $"bytes {from}-{to}/{all}"));
        }

        return await SendAsync(request, 200, content);
    }

    private async Task<bool> SendAsync(RecordedRequest request, int code, byte[] body, params (string Name, string Value)[] headers)
    {
        await HeadAsync(code, body.Length, headers);
        if (request.Method != "HEAD")
        {
            await stream.WriteAsync(body, cancellationToken);
        }

        return true;
    }

    private async Task<bool> SendPartAsync(byte[] content, int bytes, bool stall)
    {
        await HeadAsync(200, content.Length);
        await stream.WriteAsync(content.AsMemory(0, Math.Min(bytes, content.Length)), cancellationToken);
        if (stall)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return false;
    }

    private async Task<bool> SendSlowlyAsync(byte[] content, int bytesPerSecond)
    {
        await HeadAsync(200, content.Length);
        foreach (var chunk in content.Chunk(Math.Max(1, bytesPerSecond / 10)))
        {
            await stream.WriteAsync(chunk, cancellationToken);
            await Task.Delay(100, cancellationToken);
        }

        return true;
    }

    private async Task HeadAsync(int code, int length, params (string Name, string Value)[] headers)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {code} Status\r\nAccept-Ranges: bytes\r\n");
        foreach (var (name, value) in headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        head.Append(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n\r\n");
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head.ToString()), cancellationToken);
    }
}
