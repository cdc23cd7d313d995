using System.Net;
using System.Net.Sockets;

namespace GoDockerTasks.Tests.Images.Fakes;

/// <summary>A registry on the loopback that knows some images, and counts who asks.</summary>
internal sealed class StubRegistry : IDisposable
{
    private readonly Dictionary<string, int> _answers = [];
    private readonly HttpListener _listener;

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

    public void Dispose() => _listener.Close();

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
                context.Response.StatusCode = _answers.GetValueOrDefault(path, (int)HttpStatusCode.NotFound);
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
