using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Text;
using GoDockerTasks.Io;
using GoDockerTasks.Network;

namespace GoDockerTasks.Modules;

/// <summary>One proxy of a GOPROXY list, over http, https or as a folder.</summary>
/// <remarks>https://go.dev/ref/mod#goproxy-protocol.</remarks>
internal sealed class ModuleProxy
{
    private const int BufferSize = 128 << 10;
    private const int MostResumes = 5;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private readonly Uri _base;
    private readonly HttpMessageInvoker _http;
    private readonly FetchLimits _limits;
    private readonly TimeProvider _time;
    private readonly HostGate _gate;
    private readonly AuthenticationHeaderValue? _credentials;

    /// <summary>Initializes a new instance of the <see cref="ModuleProxy"/> class.</summary>
    public ModuleProxy(
        ProxyElement element, HttpMessageInvoker http, HostGate gate, Netrc netrc, FetchLimits limits, TimeProvider time)
    {
        (_http, _gate, _limits, _time) = (http, gate, limits, time);
        Element = element;
        Name = ProxyAddress.WithoutCredentials(element.Address);
        var address = new UriBuilder(element.Address);
        _credentials = CredentialsOf(address, netrc);
        (address.UserName, address.Password) = ("", "");
        _base = new(address.Uri.AbsoluteUri.TrimEnd('/') + "/");
    }

    /// <summary>Gets the element of the list.</summary>
    public ProxyElement Element { get; }

    /// <summary>Gets what the proxy is called in messages.</summary>
    /// <value>The default is the address without credentials.</value>
    public string Name { get; init; }

    /// <summary>Gets a value indicating whether private modules may be asked for: a folder, or a proxy that knows who asks.</summary>
    public bool IsConfidant => Element.IsFile || _credentials is not null;

    /// <summary>Gets how the proxy has been doing.</summary>
    public required ProxyHealth Health { get; init; }

    /// <summary>Gets how soon it usually answers.</summary>
    public required ProxyPace Pace { get; init; }

    /// <summary>Gets a value indicating whether its host asked to be left alone for now, by Retry-After.</summary>
    public bool IsPaused => _gate.IsPaused;

    /// <summary>Fetches something into a file, which is overwritten.</summary>
    /// <param name="name">What, relative to the proxy: <c>rsc.io/quote/@v/v1.5.2.zip</c>, case-encoded.</param>
    /// <param name="path">The file.</param>
    /// <param name="most">How many bytes it may have.</param>
    /// <param name="round">How often it has been asked for, this time included.</param>
    /// <param name="onBytes">Told how many bytes have come, as they come.</param>
    /// <param name="cancellationToken">Stops the download.</param>
    /// <exception cref="ProxyFailureException">The proxy did not give it.</exception>
    public async Task DownloadAsync(
        string name, string path, long most, int round, Action<int> onBytes, CancellationToken cancellationToken)
    {
        if (Element.IsFile)
        {
            CopyFile(name, path, most, onBytes);
            return;
        }

        var wasResting = Health.IsResting;
        await _gate.EnterAsync(cancellationToken);
        try
        {
            if (!wasResting && Health.IsResting)
            {
                // Found out while this one waited for its place: it need not wait in vain as well.
                throw new ProxyFailureException(
                    Health.LastFailure, $"{Name} is left alone for a while, because it failed several times");
            }

            using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
            await new Download(this, name, file, most, round, onBytes).RunAsync(cancellationToken);
            _gate.Quicken();
        }
        catch (ProxyFailureException e) when (e.RetryAfter is not null)
        {
            _gate.Slow(e.RetryAfter);
            throw;
        }
        finally
        {
            _gate.Leave();
        }
    }

    // Go escapes the '!' of the case encoding on the wire; so do we, for proxies that compare texts.
    private Uri AddressOf(string name) => new(_base, name.Replace("!", "%21", StringComparison.Ordinal));

    private static AuthenticationHeaderValue? CredentialsOf(UriBuilder address, Netrc netrc)
    {
        // Over plain http Go sends none either: https://go.dev/ref/mod#private-module-repo-auth.
        if (address.Scheme != Uri.UriSchemeHttps)
        {
            return null;
        }

        var pair = address.UserName.Length > 0
            ? $"{Uri.UnescapeDataString(address.UserName)}:{Uri.UnescapeDataString(address.Password)}"
            : netrc.Find(address.Host) is var (login, password) ? $"{login}:{password}" : null;

        return pair is null ? null : new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
    }

    private void CopyFile(string name, string path, long most, Action<int> onBytes)
    {
        var source = Path.Combine(_base.LocalPath, name);
        try
        {
            var length = new FileInfo(source).Length;
            if (length > most)
            {
                throw new ProxyFailureException(ProxyFailureKind.NoModule, $"{source} has {length} bytes, more than {most}");
            }

            File.Copy(source, path, overwrite: true);
            onBytes((int)length);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ProxyFailureException(ProxyFailureKind.Missing, $"there is no {source}", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ProxyFailureException(ProxyFailureKind.Refused, $"{source} may not be read", e);
        }
    }

    /// <summary>One file on its way, over as many answers as it takes.</summary>
    private sealed class Download(
        ModuleProxy proxy, string name, Microsoft.Win32.SafeHandles.SafeFileHandle file, long most, int round, Action<int> onBytes)
    {
        private readonly Uri _address = proxy.AddressOf(name);
        private readonly long _started = proxy._time.GetTimestamp();
        private EntityTagHeaderValue? _tag;
        private DateTimeOffset? _modified;
        private long _position;

        private bool CanResume => _position > 0 && (_tag is not null || _modified is not null);

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
                    && CanResume && _position > before && resumes < MostResumes)
                {
                    // It was cut, but it can go on where it stopped.
                }
            }
        }

        private async Task OnceAsync(CancellationToken cancellationToken)
        {
            using var deadline = new CancellationTokenSource(proxy._limits.FirstByte, proxy._time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            try
            {
                using var request = Request();
                using var response = await AnswerAsync(request, deadline, either.Token);
                Check(response);
                await using var body = await response.Content.ReadAsStreamAsync(either.Token);
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
            var asked = proxy._time.GetTimestamp();
            var answer = proxy._http.SendAsync(request, cancellationToken);
            using var glances = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            while (!cancellationToken.IsCancellationRequested
                && await Task.WhenAny(answer, Task.Delay(Glance, proxy._time, glances.Token)) != answer)
            {
                if (proxy._time.GetElapsedTime(asked) > proxy.Pace.Wait(round))
                {
                    await deadline.CancelAsync();
                }
            }

            await glances.CancelAsync();
            var response = await answer;
            proxy.Pace.Answered(proxy._time.GetElapsedTime(asked));
            return response;
        }

        private HttpRequestMessage Request()
        {
            var request = new HttpRequestMessage(HttpMethod.Get, _address)
            {
                Version = HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            };
            request.Options.Set(DiscreetRedirects.Module, name.Split("/@v/")[0]);
            request.Headers.Authorization = proxy._credentials;
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
                && response.Content.Headers.ContentRange?.From == _position && _position > 0;
            if (status != HttpStatusCode.OK && !isRest)
            {
                throw Failure(KindOf(status), $"HTTP {(int)status}{Refusal(status)}", null, RetryAfter(response));
            }

            if (!isRest)
            {
                _position = 0;
                RandomAccess.SetLength(file, 0);
                _tag = response.Headers.ETag is { IsWeak: false } tag ? tag : null;
                _modified = response.Content.Headers.LastModified;
            }

            if (_position + (response.Content.Headers.ContentLength ?? 0) > most)
            {
                throw Failure(ProxyFailureKind.NoModule, $"the answer has more than {most} bytes");
            }
        }

        private string Refusal(HttpStatusCode status) => status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden when proxy._credentials is null =>
                $"; {_address.Authority} wants credentials, and neither its URL nor netrc has any for {_address.Host}",
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                $"; {_address.Authority} does not accept the credentials that its URL or netrc has for it, or they do not cover this module",
            _ => "",
        };

        private static ProxyFailureKind KindOf(HttpStatusCode status) => (int)status switch
        {
            404 or 410 => ProxyFailureKind.Missing,
            408 or 425 or 429 or >= 500 => ProxyFailureKind.Failed,
            >= 400 => ProxyFailureKind.Refused,
            _ => ProxyFailureKind.NoModule,
        };

        private TimeSpan? RetryAfter(HttpResponseMessage response) =>
            (int)response.StatusCode is not (429 or 503) ? null
            : response.Headers.RetryAfter is not { } header ? TimeSpan.Zero
            : Limited(header.Delta ?? (header.Date - proxy._time.GetUtcNow()) ?? TimeSpan.Zero);

        // A proxy that asks for an hour is a proxy that is not there.
        private TimeSpan Limited(TimeSpan wait) =>
            wait < TimeSpan.Zero ? TimeSpan.Zero : wait > proxy._limits.Rest ? proxy._limits.Rest : wait;

        private async Task SaveAsync(Stream body, CancellationTokenSource deadline, CancellationToken cancellationToken)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
            try
            {
                while (true)
                {
                    deadline.CancelAfter(proxy._limits.Stall);
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
                    if (proxy._time.GetElapsedTime(_started) > proxy._limits.Total)
                    {
                        throw Failure(ProxyFailureKind.Hung, $"not done after {proxy._limits.Total}");
                    }
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }

        private ProxyFailureException Failure(
            ProxyFailureKind kind, string what, Exception? inner = null, TimeSpan? retryAfter = null) =>
            new(kind, $"{_address}: {what}", inner) { RetryAfter = retryAfter };
    }
}
