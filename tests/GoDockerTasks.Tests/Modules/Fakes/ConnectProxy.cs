using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GoDockerTasks.Tests.Modules.Fakes;

/// <summary>An HTTP proxy that wants credentials, and leads every CONNECT to one port on loopback.</summary>
public sealed class ConnectProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _port;
    private readonly string _credentials;
    private readonly Task _accepting;

    public ConnectProxy(int port, string credentials)
    {
        (_port, _credentials) = (port, Convert.ToBase64String(Encoding.ASCII.GetBytes(credentials)));
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Gets the hosts that were asked for with the right credentials.</summary>
    public ConcurrentQueue<string> Hosts { get; } = new();

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
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        using var client = connection;
        try
        {
            await using var stream = client.GetStream();
            while (await HeadAsync(stream) is { Length: > 0 } head)
            {
                if (!head.Contains($"Proxy-Authorization: Basic {_credentials}", StringComparison.Ordinal))
                {
                    await stream.WriteAsync(
                        "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), _stop.Token);
                    continue;
                }

                Hosts.Enqueue(head.Split(' ')[1]);
                using var server = new TcpClient();
                await server.ConnectAsync(IPAddress.Loopback, _port, _stop.Token);
                await using var there = server.GetStream();
                await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), _stop.Token);
                await Task.WhenAny(stream.CopyToAsync(there, _stop.Token), there.CopyToAsync(stream, _stop.Token));
                return;
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
        {
            // Somebody went away.
        }
    }

    private async Task<string> HeadAsync(NetworkStream stream)
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

        return "";
    }
}
