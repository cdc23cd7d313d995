using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace GoDockerTasks.TestSupport;

/// <summary>A front for a <see cref="LoopbackRegistry"/> on a loopback address of its own that passes requests on, except where a test wants a fault.</summary>
public sealed class FaultyRegistry : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly CancellationTokenSource closing = new();
    private readonly FaultPlan<string> faults = new();
    private readonly ConcurrentQueue<string> requests = new();
    private readonly ConcurrentDictionary<Task, bool> answers = new();
    private readonly LoopbackRegistry registry;
    private readonly Task serving;

    private FaultyRegistry(LoopbackRegistry registry, IPAddress address)
    {
        (this.registry, Address) = (registry, $"{address}:{FreePort(address)}");
        listener.Prefixes.Add($"http://{Address}/");
        listener.Start();
        serving = ServeAsync();
    }

    /// <summary>Gets the part of a reference before the repository, such as <c>127.0.0.21:40123</c>.</summary>
    public string Address { get; }

    /// <summary>Gets the requests so far as <c>METHOD path</c>, in the order of arrival.</summary>
    public IReadOnlyList<string> Requests => [.. requests];

    /// <summary>Starts a front.</summary>
    public static FaultyRegistry Start(LoopbackRegistry registry, IPAddress address) => new(registry, address);

    /// <summary>Lets requests go wrong whose <c>METHOD path</c> fits: all of them, or the next few.</summary>
    public void Fail(Func<string, bool> request, Fault fault, int times = int.MaxValue) => faults.Add(request, fault, times);

    /// <summary>Lets everything go well again.</summary>
    public void Recover() => faults.Clear();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Abort();
        await serving;
        await Task.WhenAll(answers.Keys);
        client.Dispose();
        closing.Dispose();
    }

    private static int FreePort(IPAddress address)
    {
        using var probe = new TcpListener(address, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        while (!closing.IsCancellationRequested)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var answer = Task.Run(() => AnswerAsync(context));
            answers[answer] = true;
            _ = answer.ContinueWith(ended => answers.TryRemove(ended, out _), TaskScheduler.Default);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var request = $"{context.Request.HttpMethod} {context.Request.RawUrl}";
        requests.Enqueue(request);
        try
        {
            switch (faults.Take(request))
            {
                case Fault.ResetFault:
                    context.Response.Abort();
                    return;
                case Fault.HangFault:
                    await Task.Delay(Timeout.Infinite, closing.Token);
                    return;
                case Fault.HtmlFault:
                    await SendAsync(context, 200, "<html><body>Accept the terms to go online.</body></html>"u8.ToArray(), ("Content-Type", "text/html"));
                    return;
                case Fault.StatusFault(var code, var headers):
                    await SendAsync(context, code, System.Text.Encoding.UTF8.GetBytes($"fault {code}\n"), headers);
                    return;
                case Fault.TruncateFault(var bytes):
                    await ForwardAsync(context, bytes);
                    return;
                default:
                    await ForwardAsync(context, long.MaxValue);
                    return;
            }
        }
        catch (Exception e) when (e is IOException or HttpListenerException or HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            // The client went away, or the test is over.
            context.Response.Abort();
        }
    }

    private static async Task SendAsync(HttpListenerContext context, int code, byte[] body, params (string Name, string Value)[] headers)
    {
        context.Response.StatusCode = code;
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        context.Response.ContentLength64 = body.Length;
        if (context.Request.HttpMethod != "HEAD")
        {
            await context.Response.OutputStream.WriteAsync(body);
        }

        context.Response.Close();
    }

    private async Task ForwardAsync(HttpListenerContext context, long most)
    {
        using var forward = new HttpRequestMessage(new(context.Request.HttpMethod), $"http://{registry.Address}{context.Request.RawUrl}");
        // The registry makes the addresses of its uploads from the name that it was called by.
        forward.Headers.Host = context.Request.UserHostName;
        if (context.Request.HasEntityBody)
        {
            forward.Content = new StreamContent(context.Request.InputStream);
            forward.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        }

        foreach (var name in context.Request.Headers.AllKeys.OfType<string>().Where(name => name is "Accept" or "Range" or "Content-Range" or "Authorization"))
        {
            _ = forward.Headers.TryAddWithoutValidation(name, context.Request.Headers.GetValues(name) ?? [])
                || forward.Content?.Headers.TryAddWithoutValidation(name, context.Request.Headers.GetValues(name) ?? []) == true;
        }

        using var answer = await client.SendAsync(forward, HttpCompletionOption.ResponseHeadersRead, closing.Token);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Content-Length" or "Transfer-Encoding")))
        {
            context.Response.Headers[name] = string.Join(", ", values);
        }

        context.Response.ContentLength64 = answer.Content.Headers.ContentLength ?? 0;
        if (context.Request.HttpMethod == "HEAD")
        {
            context.Response.Close();
            return;
        }

        var content = await answer.Content.ReadAsByteArrayAsync(closing.Token);
        await context.Response.OutputStream.WriteAsync(content.AsMemory(0, (int)Math.Min(most, content.Length)), closing.Token);
        if (most < content.Length)
        {
            await context.Response.OutputStream.FlushAsync(closing.Token);
            context.Response.Abort();
            return;
        }

        context.Response.Close();
    }
}
