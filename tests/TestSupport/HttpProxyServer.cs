using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace GoDockerTasks.TestSupport;

/// <summary>An HTTP proxy as companies have them: it knows the hosts that it is told, and may open TLS with a CA of its own.</summary>
/// <remarks>Its clients may be in another network than its servers, and then it is the only way between the two.</remarks>
public sealed class HttpProxyServer : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly CancellationTokenSource closing = new();
    private readonly ConcurrentDictionary<Task, bool> connections = new();
    private readonly ConcurrentQueue<string> hosts = new();
    private readonly IReadOnlyDictionary<string, Uri?> servers;
    private readonly CertificateAuthority? interceptor;
    private readonly Task accepting;

    private HttpProxyServer(IPEndPoint address, IReadOnlyDictionary<string, Uri?> servers, CertificateAuthority? interceptor)
    {
        (this.servers, this.interceptor) = (servers, interceptor);
        listener = new(address);
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Gets the address without a trailing slash.</summary>
    public string Url => $"http://{listener.LocalEndpoint}";

    /// <summary>Gets the hosts that were asked for so far, in that order.</summary>
    public IReadOnlyList<string> Hosts => [.. hosts];

    /// <summary>Starts it.</summary>
    /// <param name="address">Where it listens; port 0 is any that is free.</param>
    /// <param name="servers">The server on loopback behind each host; null for one that accepts and never answers.</param>
    /// <param name="interceptor">Whose certificates the clients get to see instead of the servers' own; null leaves TLS closed.</param>
    public static HttpProxyServer Start(
        IPEndPoint address, IReadOnlyDictionary<string, Uri?> servers, CertificateAuthority? interceptor = null) =>
        new(address, servers, interceptor);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(connections.Keys);
        closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(closing.Token);
                var connection = Task.Run(() => ServeAsync(client));
                connections[connection] = true;
                _ = connection.ContinueWith(ended => connections.TryRemove(ended, out _), TaskScheduler.Default);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            await using var stream = client.GetStream();
            if (await HttpConnection.ReadAsync(stream, closing.Token) is not { } request)
            {
                return;
            }

            var isTunnel = request.Method == "CONNECT";
            var target = new Uri(isTunnel ? $"https://{request.Path}" : request.Path);
            hosts.Enqueue(target.Host);
            if (!servers.TryGetValue(target.Host, out var server))
            {
                await stream.WriteAsync("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), closing.Token);
                return;
            }

            await (server is null ? Task.Delay(Timeout.Infinite, closing.Token)
                : isTunnel ? TunnelAsync(stream, target.Host, server)
                : ForwardAsync(stream, request, target, server));
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException
            or System.Security.Authentication.AuthenticationException)
        {
            // Somebody went away or does not trust us, or the test is over.
        }
    }

    private async Task TunnelAsync(NetworkStream client, string host, Uri server)
    {
        using var connection = await ConnectAsync(server);
        await client.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), closing.Token);
        if (interceptor is null)
        {
            await PumpAsync(client, connection.GetStream());
            return;
        }

        using var certificate = interceptor.Issue(host);
        await using var inside = new SslStream(client);
        await inside.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, closing.Token);
        await using var outside = new SslStream(connection.GetStream());
        await outside.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = host, RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null }, closing.Token);
        await PumpAsync(inside, outside);
    }

    // https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2: the client names the whole URL, the server gets the path.
    private async Task ForwardAsync(NetworkStream client, RecordedRequest request, Uri target, Uri server)
    {
        using var connection = await ConnectAsync(server);
        await using var there = connection.GetStream();
        var head = new StringBuilder($"{request.Method} {target.PathAndQuery} HTTP/1.1\r\nConnection: close\r\n");
        foreach (var (name, value) in request.Headers.Where(header => header.Key is not ("Connection" or "Proxy-Connection")))
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        await there.WriteAsync(Encoding.Latin1.GetBytes($"{head}\r\n"), closing.Token);
        await PumpAsync(client, there);
    }

    private async Task<TcpClient> ConnectAsync(Uri server)
    {
        var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, closing.Token);
        return client;
    }

    private Task PumpAsync(Stream client, Stream server) =>
        Task.WhenAny(client.CopyToAsync(server, closing.Token), server.CopyToAsync(client, closing.Token));
}
