using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace GoDockerTasks.TestSupport;

/// <summary>
/// A GOPROXY on a loopback port: a folder's files over HTTP/1.1, with byte ranges, every request on record, and faults
/// where a test asks for them.
/// </summary>
/// <example>
/// <code>
/// await using var proxy = LoopbackGoProxy.Start(folder);
/// proxy.Fail(".zip", Fault.Status(503), times: 1);
/// var settings = new { GoProxy = proxy.Url };
/// </code>
/// </example>
public sealed class LoopbackGoProxy : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly CancellationTokenSource closing = new();
    private readonly ConcurrentQueue<RecordedRequest> requests = new();
    private readonly ConcurrentDictionary<Task, bool> connections = new();
    private readonly FaultPlan<RecordedRequest> faults = new();
    private readonly string folder;
    private readonly X509Certificate2? certificate;
    private readonly Task accepting;
    private int busy;
    private int mostBusy;

    private LoopbackGoProxy(string folder, X509Certificate2? certificate, TcpListener listener)
    {
        (this.folder, this.certificate, this.listener) = (Path.GetFullPath(folder), certificate, listener);
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Gets the address without a trailing slash, such as <c>http://127.0.0.1:40123</c>.</summary>
    public string Url => $"{(certificate is null ? "http" : "https")}://{listener.LocalEndpoint}";

    /// <summary>Gets the requests so far, in the order of arrival.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. requests];

    /// <summary>Gets the greatest number of requests that were being answered at one time.</summary>
    public int MostAtOnce => Volatile.Read(ref mostBusy);

    /// <summary>Starts to serve a folder; with a certificate over TLS.</summary>
    /// <param name="folder">The folder, in GOPROXY layout.</param>
    /// <param name="certificate">The certificate; null for plain http.</param>
    /// <param name="address">The address, such as 127.0.0.11, where a test has to tell two proxies apart by host; null for 127.0.0.1.</param>
    /// <param name="port">The port, where another server had it before; 0 for a free one.</param>
    public static LoopbackGoProxy Start(string folder, X509Certificate2? certificate = null, IPAddress? address = null, int port = 0) =>
        new(folder, certificate, new(address ?? IPAddress.Loopback, port));

    /// <summary>Starts to serve a folder at an address of another network.</summary>
    internal static LoopbackGoProxy Start(string folder, X509Certificate2? certificate, TcpListener listener) => new(folder, certificate, listener);

    /// <summary>Counts the requests whose path ends so.</summary>
    public int Count(string pathEnd) => requests.Count(request => request.Path.EndsWith(pathEnd, StringComparison.Ordinal));

    /// <summary>Lets requests whose path ends so go wrong: all of them, or the next few.</summary>
    public void Fail(string pathEnd, Fault fault, int times = int.MaxValue) =>
        faults.Add(request => request.Path.EndsWith(pathEnd, StringComparison.Ordinal), fault, times);

    /// <summary>Lets the requests that fit go wrong: all of them, or the next few.</summary>
    public void Fail(Func<string, bool> path, Fault fault, int times = int.MaxValue) => faults.Add(request => path(request.Path), fault, times);

    /// <summary>Lets the go command's own requests whose path ends so go wrong, and nobody else's: all of them, or the next few.</summary>
    public void FailGo(string pathEnd, Fault fault, int times = int.MaxValue) => faults.Add(
        request => request.Path.EndsWith(pathEnd, StringComparison.Ordinal) && request.Header("User-Agent")?.StartsWith("Go-http-client", StringComparison.Ordinal) == true,
        fault,
        times);

    /// <summary>Lets everything go well again.</summary>
    public void Recover() => faults.Clear();

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
        while (true)
        {
            TcpClient client;
            try
            {
                client = await listener.AcceptTcpClientAsync(closing.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                return;
            }

            var connection = Task.Run(() => ServeAsync(client));
            connections[connection] = true;
            _ = connection.ContinueWith(ended => connections.TryRemove(ended, out _), TaskScheduler.Default);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            await using var stream = await OpenAsync(client);
            while (await HttpConnection.ReadAsync(stream, closing.Token) is { } request)
            {
                requests.Enqueue(request);
                Note(Interlocked.Increment(ref busy));
                try
                {
                    var answer = new HttpConnection(client, stream, closing.Token);
                    if (!await answer.SendAsync(request, Content(request), faults.Take(request)))
                    {
                        return;
                    }
                }
                finally
                {
                    Interlocked.Decrement(ref busy);
                }
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException
            or System.Security.Authentication.AuthenticationException)
        {
            // The client went away, does not trust us, or the test is over.
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        if (certificate is null)
        {
            return client.GetStream();
        }

        var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, closing.Token);
        return stream;
    }

    private byte[]? Content(RecordedRequest request)
    {
        // https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2: a server accepts a whole URL, too; apt's later ones come so through a proxy.
        var target = request.Path.StartsWith("http://", StringComparison.Ordinal) ? new Uri(request.Path).PathAndQuery : request.Path;
        var path = Uri.UnescapeDataString(target.Split('?')[0]).TrimStart('/');
        var file = Path.GetFullPath(Path.Combine(folder, path));
        return file.StartsWith(folder, StringComparison.Ordinal) && File.Exists(file) ? File.ReadAllBytes(file) : null;
    }

    private void Note(int now)
    {
        int most;
        while (now > (most = Volatile.Read(ref mostBusy)) && Interlocked.CompareExchange(ref mostBusy, now, most) != most)
        {
        }
    }
}
