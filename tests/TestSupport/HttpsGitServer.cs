using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace GoDockerTasks.TestSupport;

/// <summary>A git server on a loopback port: the real <c>git http-backend</c> behind TLS and basic authentication.</summary>
public sealed class HttpsGitServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly ConcurrentBag<Task> connections = [];
    private readonly ConcurrentQueue<RecordedRequest> requests = new();
    private readonly string repositories;
    private readonly X509Certificate2 certificate;
    private readonly string authorization;
    private readonly Task accepting;

    private HttpsGitServer(string repositories, X509Certificate2 certificate, string login, string password)
    {
        (this.repositories, this.certificate) = (repositories, certificate);
        authorization = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login}:{password}"));
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Gets the address without a trailing slash.</summary>
    public string Url => $"https://{listener.LocalEndpoint}";

    /// <summary>Gets the requests so far.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. requests];

    /// <summary>Starts to serve the bare repositories below a folder.</summary>
    public static HttpsGitServer Start(string repositories, X509Certificate2 certificate, string login, string password) =>
        new(repositories, certificate, login, password);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(connections);
        closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(closing.Token);
                connections.Add(Task.Run(() => ServeAsync(client)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    // One request for each connection: git opens another one.
    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            await using var stream = new SslStream(client.GetStream());
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, closing.Token);
            if (await HttpConnection.ReadAsync(stream, closing.Token) is not { } request)
            {
                return;
            }

            requests.Enqueue(request);
            var body = new byte[int.Parse(request.Header("Content-Length") ?? "0", CultureInfo.InvariantCulture)];
            await stream.ReadExactlyAsync(body, closing.Token);
            await stream.WriteAsync(
                request.Header("Authorization") == authorization
                    ? await RunBackendAsync(request, body)
                    : "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"git\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(),
                closing.Token);
            await stream.ShutdownAsync();
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException
            or System.Security.Authentication.AuthenticationException)
        {
            // The client went away, does not trust us, or the test is over.
        }
    }

    // https://git-scm.com/docs/git-http-backend: a CGI program.
    private async Task<byte[]> RunBackendAsync(RecordedRequest request, byte[] body)
    {
        var parts = request.Path.Split('?', 2);
        var start = new ProcessStartInfo("git", ["-c", "safe.directory=*", "http-backend"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            Environment =
            {
                ["GIT_PROJECT_ROOT"] = repositories,
                ["GIT_HTTP_EXPORT_ALL"] = "1",
                ["PATH_INFO"] = Uri.UnescapeDataString(parts[0]),
                ["QUERY_STRING"] = parts.Length > 1 ? parts[1] : "",
                ["REQUEST_METHOD"] = request.Method,
                ["CONTENT_TYPE"] = request.Header("Content-Type") ?? "",
                ["CONTENT_LENGTH"] = body.Length.ToString(CultureInfo.InvariantCulture),
                ["HTTP_CONTENT_ENCODING"] = request.Header("Content-Encoding") ?? "",
                ["GIT_PROTOCOL"] = request.Header("Git-Protocol") ?? "",
            },
        };
        using var backend = Process.Start(start)!;
        await backend.StandardInput.BaseStream.WriteAsync(body, closing.Token);
        backend.StandardInput.Close();
        using var answer = new MemoryStream();
        await backend.StandardOutput.BaseStream.CopyToAsync(answer, closing.Token);
        await backend.WaitForExitAsync(closing.Token);

        return Answer(answer.ToArray());
    }

    // What CGI leaves to the server: the status line and the length.
    private static byte[] Answer(byte[] output)
    {
        var body = output.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        var head = Encoding.Latin1.GetString(output.AsSpan(0, body));
        var status = head.StartsWith("Status: ", StringComparison.Ordinal) ? head[8..].Split('\r', '\n')[0] : "200 OK";
        var first = Encoding.Latin1.GetBytes($"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {output.Length - body}\r\n");

        return [.. first, .. output];
    }
}
