using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GoDockerTasks.Tests.Images.Fakes;

/// <summary>A registry on the loopback that knows some images, and counts who asks.</summary>
internal sealed class StubRegistry : IDisposable
{
    private readonly Dictionary<string, int> _answers = [];
    private readonly HttpListener _listener;
    private (string User, string Password, string Token)? _access;

    public StubRegistry()
    {
        (_listener, Host) = Listen();
        _ = ServeAsync();
    }

    public string Host { get; }

    public List<string> Requests { get; } = [];

    public StubRegistry Answer(string path, int status)
    {
        _answers[path] = status;
        return this;
    }

    /// <summary>Wants a token of its service from now on, which the user gets for the password, and anybody for the same as identity token.</summary>
    public StubRegistry WantToken(string user, string password, string token)
    {
        _access = (user, password, token);
        return this;
    }

    public void Dispose() => _listener.Close();

    private async Task<int> AskAsync(HttpListenerContext context, string path)
    {
        if (_access is not var (user, password, token))
        {
            return _answers.GetValueOrDefault(path, (int)HttpStatusCode.NotFound);
        }

        if (path == "/token")
        {
            using var reader = new StreamReader(context.Request.InputStream);
            var form = await reader.ReadToEndAsync();
            var basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
            var isKnown = context.Request.Headers["Authorization"] == basic || form.Contains($"refresh_token={password}", StringComparison.Ordinal);
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(isKnown ? $$"""{"token":"{{token}}"}""" : "{}"));
            return 200;
        }

        if (context.Request.Headers["Authorization"] != $"Bearer {token}")
        {
            context.Response.AddHeader("WWW-Authenticate", $"Bearer realm=\"http://{Host}/token\",service=\"stub\",scope=\"repository:team/modules:pull\"");
            return 401;
        }

        return _answers.GetValueOrDefault(path, (int)HttpStatusCode.NotFound);
    }

    private static (HttpListener Listener, string Host) Listen()
    {
        while (true)
        {
            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            var host = free.LocalEndpoint.ToString()!;
            free.Stop();
            var listener = new HttpListener();
            listener.Prefixes.Add($"http://{host}/");
            try
            {
                listener.Start();
                return (listener, host);
            }
            catch (HttpListenerException)
            {
                // Another test took the port in between.
            }
        }
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                var path = context.Request.Url!.AbsolutePath;
                Requests.Add($"{context.Request.HttpMethod} {path}");
                context.Response.StatusCode = await AskAsync(context, path);
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
