using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GoDockerTasks.Tests.Modules.Fakes;

/// <summary>A module proxy on loopback that can misbehave in every way that a real one does.</summary>
public sealed class LoopbackProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, byte[]> _files = new();
    private readonly Task _accepting;

    public LoopbackProxy(params TestModule[] modules)
    {
        foreach (var module in modules)
        {
            Serve(module);
        }

        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Gets what was asked for, as it stood in the request line.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Gets the headers of each request.</summary>
    public ConcurrentQueue<string> Headers { get; } = new();

    /// <summary>Gets or sets what happens instead of a right answer; null from it means the right answer.</summary>
    public Func<string, int, Reply?> Misbehave { get; set; } = (_, _) => null;

    /// <summary>Gets or sets the headers of a right answer.</summary>
    public string ExtraHeaders { get; set; } = "";

    public LoopbackProxy Serve(TestModule module)
    {
        _files[$"/{module.Module.Escaped}.zip"] = module.Zip;
        _files[$"/{module.Module.Escaped}.mod"] = module.GoMod;
        return this;
    }

    public LoopbackProxy Serve(string path, byte[] content)
    {
        _files[path] = content;
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(ConnectionAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ConnectionAsync(Socket socket)
    {
        await Task.Yield();
        using var ownSocket = socket;
        try
        {
            await using var stream = new NetworkStream(socket);
            while (await ReadHeadAsync(stream) is { } head)
            {
                var target = head.Split(' ')[1];
                Requests.Enqueue(target);
                Headers.Enqueue(head);
                if (!await AnswerAsync(socket, stream, target, head))
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
        {
            // The client went away, or the test is over.
        }
    }

    private async Task<string?> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _stop.Token) == 1)
        {
            head.Append((char)one[0]);
            if (head.Length >= 4 && head.ToString(head.Length - 4, 4) == "\r\n\r\n")
            {
                return head.ToString();
            }
        }

        return null;
    }

    private async Task<bool> AnswerAsync(Socket socket, NetworkStream stream, string target, string head)
    {
        var number = Requests.Count(request => request == target);
        var reply = Misbehave(target, number) ?? Right(target, head);
        if (reply.Reset)
        {
            socket.LingerState = new(enable: true, seconds: 0);
            return false;
        }

        if (reply.Write is { } write)
        {
            await write(stream, _stop.Token);
            return false;
        }

        if (reply.Silent)
        {
            await Task.Delay(Timeout.Infinite, _stop.Token);
        }

        var start = $"HTTP/1.1 {reply.Status} X\r\nContent-Length: {reply.Length ?? reply.Body.Length}\r\n{reply.Headers}\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(start), _stop.Token);
        await stream.WriteAsync(reply.Body, _stop.Token);
        if (reply.ThenSilent)
        {
            await Task.Delay(Timeout.Infinite, _stop.Token);
        }

        return reply.Length is null;
    }

    private Reply Right(string target, string head)
    {
        if (!_files.TryGetValue(target.Replace("%21", "!", StringComparison.Ordinal), out var content))
        {
            return new(404, "not found"u8.ToArray());
        }

        var range = head.Split("Range: bytes=");
        if (range.Length == 2 && ExtraHeaders.Length > 0)
        {
            var from = int.Parse(range[1].Split('-')[0], System.Globalization.CultureInfo.InvariantCulture);
            return new(206, content[from..])
            {
                Headers = $"{ExtraHeaders}Content-Range: bytes {from}-{content.Length - 1}/{content.Length}\r\n",
            };
        }

        return new(200, content) { Headers = ExtraHeaders };
    }
}

/// <summary>One answer of the proxy.</summary>
public sealed record Reply(int Status, byte[] Body)
{
    public static Reply Html { get; } = new(200, "<!DOCTYPE html><html><body>Log in</body></html>"u8.ToArray());

    public static Reply ResetConnection { get; } = new(0, []) { Reset = true };

    public static Reply NoAnswer { get; } = new(0, []) { Silent = true };

    public string Headers { get; init; } = "";

    /// <summary>Gets the length that is promised, when it is more than what comes.</summary>
    public int? Length { get; init; }

    /// <summary>Gets what writes the whole answer instead, down to the status line; the connection is closed after it.</summary>
    public Func<Stream, CancellationToken, Task>? Write { get; init; }

    public bool Reset { get; init; }

    public bool Silent { get; init; }

    public bool ThenSilent { get; init; }

    public static Reply Error(int status) => new(status, []);

    public static Reply CutAfter(byte[] content, int length, string headers = "") =>
        new(200, content[..length]) { Length = content.Length, Headers = headers };
}
