using System.Buffers;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using GoDockerTasks.Io;
using Microsoft.Win32.SafeHandles;

namespace GoDockerTasks.Modules;

/// <summary>One file on its way, over as many answers as it takes.</summary>
/// <param name="line">The way to the proxy.</param>
/// <param name="address">Where it is.</param>
/// <param name="module">The module path, case-encoded: what a redirect of a private module must not tell.</param>
/// <param name="file">Where it goes.</param>
/// <param name="most">How many bytes it may have.</param>
/// <param name="silences">How often the proxy was asked for it before and did not answer.</param>
/// <param name="onBytes">Told how many bytes have come, as they come.</param>
internal sealed class Download(
    ProxyLine line, Uri address, string module, SafeFileHandle file, long most, int silences, Action<int> onBytes)
{
    private const int BufferSize = 128 << 10;
    private const int MostResumes = 5;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private readonly long _started = line.Time.GetTimestamp();
    private EntityTagHeaderValue? _tag;
    private DateTimeOffset? _modified;
    private long _position;

    private bool IsOverdue => line.Time.GetElapsedTime(_started) > line.Limits.Total;

    private bool CanResume => _position > 0 && (_tag is not null || _modified is not null);

    /// <summary>Fetches it.</summary>
    /// <exception cref="ProxyFailureException">The proxy did not give it.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var resumes = 0; ; resumes++)
        {
            var before = _position;
            try
            {
                await OnceAsync(cancellationToken);
                return;
            }
            catch (ProxyFailureException e) when (
                e.Kind is ProxyFailureKind.Failed or ProxyFailureKind.Unreachable or ProxyFailureKind.Hung
                && CanResume && _position > before && resumes < MostResumes && !IsOverdue)
            {
                // It was cut, but it can go on where it stopped.
            }
        }
    }

    private async Task OnceAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(line.Limits.FirstByte, line.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var request = Request();
            using var response = await AnswerAsync(request, deadline, either.Token);
            Check(response);
            await using var body = await BodyAsync(response, either.Token);
            await SaveAsync(body, deadline, either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failure(
                ProxyFailureKind.Hung,
                e.InnerException is TimeoutException ? "no connection in time" : "no answer in time",
                e);
        }
        catch (HttpRequestException e) when (e.InnerException is AuthenticationException)
        {
            throw Failure(ProxyFailureKind.NotTrusted, e.InnerException.Message, e);
        }
        catch (UriFormatException e)
        {
            throw Failure(ProxyFailureKind.NoModule, $"it sends on to an address that is none: {e.Message}", e);
        }
        catch (InvalidDataException e)
        {
            throw Failure(ProxyFailureKind.NoModule, $"the answer says that it is gzip, and is damaged: {e.Message}", e);
        }
        catch (HttpRequestException e) when (IsRefusedByHttpProxy(e))
        {
            throw Failure(ProxyFailureKind.HttpProxyRefused, e.Message, e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException && !FileTrouble.IsDiskFull(e))
        {
            throw Failure(
                e is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError
                    or HttpRequestError.NameResolutionError or HttpRequestError.ProxyTunnelError }
                    ? ProxyFailureKind.Unreachable
                    : ProxyFailureKind.Failed,
                e.InnerException?.Message ?? e.Message, e);
        }
    }

    /// <summary>Waits for the answer as long as this proxy, as known by then, deserves.</summary>
    private async Task<HttpResponseMessage> AnswerAsync(
        HttpRequestMessage request, CancellationTokenSource deadline, CancellationToken cancellationToken)
    {
        var asked = line.Time.GetTimestamp();
        var waited = TimeSpan.Zero;
        var answer = line.Http.SendAsync(request, cancellationToken);
        using var glances = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        while (!cancellationToken.IsCancellationRequested
            && await Task.WhenAny(answer, Task.Delay(Glance, line.Time, glances.Token)) != answer)
        {
            // Counted in glances, not by the clock: a machine that is too busy to look may have the answer already.
            waited += Glance;
            if (waited > line.Pace.Wait(silences) && !answer.IsCompleted)
            {
                await deadline.CancelAsync();
            }
        }

        await glances.CancelAsync();
        var response = await answer;
        line.Pace.Answered(line.Time.GetElapsedTime(asked));
        return response;
    }

    private HttpRequestMessage Request()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        request.Options.Set(DiscreetRedirects.Module, module);
        request.Headers.Authorization = line.Credentials;
        request.Headers.UserAgent.Add(new("GoDockerTasks", null));
        if (CanResume)
        {
            request.Headers.Range = new(_position, null);
            request.Headers.IfRange = _tag is not null ? new(_tag) : new(_modified!.Value);
        }

        return request;
    }

    private void Check(HttpResponseMessage response)
    {
        var status = response.StatusCode;
        var isRest = status == HttpStatusCode.PartialContent
            && response.Content.Headers.ContentRange?.From == _position && _position > 0
            && (_tag is null || response.Headers.ETag is null || _tag.Equals(response.Headers.ETag));
        if (status != HttpStatusCode.OK && !isRest)
        {
            throw ProxyRefusal.From(response, line, address);
        }

        if (!isRest)
        {
            _position = 0;
            RandomAccess.SetLength(file, 0);
            _tag = !IsGzip(response) && response.Headers.ETag is { IsWeak: false } tag ? tag : null;
            _modified = !IsGzip(response) ? response.Content.Headers.LastModified : null;
        }

        if (_position + (response.Content.Headers.ContentLength ?? 0) > most)
        {
            throw Failure(ProxyFailureKind.NoModule, $"the answer has more than {most} bytes");
        }
    }

    // Unasked, but Go would unpack it; then positions in the file are not positions in the body.
    private static bool IsGzip(HttpResponseMessage response) =>
        response.Content.Headers.ContentEncoding.Count == 1
        && response.Content.Headers.ContentEncoding.Contains("gzip", StringComparer.OrdinalIgnoreCase);

    private static async Task<Stream> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        return IsGzip(response) ? new GZipStream(body, CompressionMode.Decompress) : body;
    }

    // The handler tells the status of an answer to CONNECT in its message alone.
    private static bool IsRefusedByHttpProxy(HttpRequestException e) =>
        e.HttpRequestError == HttpRequestError.ProxyTunnelError && e.Message.Contains("'4", StringComparison.Ordinal);

    private async Task SaveAsync(Stream body, CancellationTokenSource deadline, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (true)
            {
                deadline.CancelAfter(line.Limits.Stall);
                var read = await body.ReadAsync(buffer, cancellationToken);
                if (read == 0)
                {
                    return;
                }

                if (_position + read > most)
                {
                    throw Failure(ProxyFailureKind.NoModule, $"the answer has more than {most} bytes");
                }

                RandomAccess.Write(file, buffer.AsSpan(0, read), _position);
                _position += read;
                onBytes(read);
                if (IsOverdue)
                {
                    throw Failure(ProxyFailureKind.Hung, $"not done after {line.Limits.Total}");
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private ProxyFailureException Failure(ProxyFailureKind kind, string what, Exception? inner = null) =>
        ProxyFailureException.At(address, kind, what, inner);
}
