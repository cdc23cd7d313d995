using System.Net.Sockets;
using System.Security.Authentication;
using GoDockerTasks.Io;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Network.Probing;

/// <summary>One proxy under probe: how far it gets, and whether what it serves is right.</summary>
/// <param name="candidate">The proxy.</param>
/// <param name="settings">The HTTP proxies on the way, the CA certificates to trust, and netrc.</param>
/// <param name="lookup">Finds addresses.</param>
/// <param name="time">The clock.</param>
internal sealed class ProxyProbe(ProbeCandidate candidate, ServiceSettings settings, NameLookup lookup, TimeProvider time)
{
    private readonly StageLog _log = new(time);
    private readonly string _shown = ProxyAddress.WithoutCredentials(candidate.Address);
    private long _connected;
    private string? _untrusted;

    private Uri Base
    {
        get
        {
            var address = new UriBuilder(candidate.Address) { UserName = "", Password = "" };
            return new(address.Uri.AbsoluteUri.TrimEnd('/') + "/");
        }
    }

    private Uri? HttpProxy => Proxies.GetProxy(Base);

    private HttpProxies Proxies => new(settings.HttpProxy, settings.HttpsProxy, settings.NoProxy);

    /// <summary>Asks. Whatever goes wrong is a result.</summary>
    /// <param name="deadline">How long it may take: the text in which it is told.</param>
    /// <param name="timeout">Ends it because it took too long.</param>
    /// <param name="stop">Ends it, because it took too long or because nobody needs to know any more.</param>
    public async Task<ProbeResult> RunAsync(TimeSpan deadline, CancellationToken timeout, CancellationToken stop)
    {
        var started = time.GetTimestamp();
        var content = new ContentProbe(candidate, _log, time);
        string? error;
        var unfinished = false;
        try
        {
            error = await AskAsync(content, stop);
        }
        catch (Exception e) when (e is OperationCanceledException || stop.IsCancellationRequested)
        {
            unfinished = !timeout.IsCancellationRequested;
            error = unfinished ? "not waited for, because another proxy had answered" : $"no answer within {deadline.TotalSeconds:0.#} s";
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or IOException or AuthenticationException)
        {
            error = Describe(e);
        }

        return new(_shown, error is null, _log.Stage, time.GetElapsedTime(started), error)
        {
            Unfinished = unfinished,
            BytesPerSecond = content.BytesPerSecond,
            Steps = _log.Steps,
            Notes = [.. _log.Notes, .. FamilyNotes(error)],
        };
    }

    private async Task<string?> AskAsync(ContentProbe content, CancellationToken cancellationToken)
    {
        var connection = new ProbeConnection(lookup, _log, time);
        using var handler = HttpClients.Handler(Proxies, settings.CaFile, Timeout.InfiniteTimeSpan, connectionsPerHost: 4, Certified);
        handler.ConnectCallback = async (context, token) =>
        {
            var stream = await connection.ConnectAsync(context.DnsEndPoint, token);
            _connected = time.GetTimestamp();
            _log.Reach(context.InitialRequestMessage.RequestUri!.Scheme == Uri.UriSchemeHttps ? ProbeStage.Tls : ProbeStage.Http);
            return stream;
        };
        using var http = new HttpMessageInvoker(handler);
        var questions = new ProbeRequests(http, Base, ProxyCredentials.Of(new(candidate.Address), Netrc.Read(settings.NetrcFile)));
        using var response = await questions.SendAsync(candidate.Module.File(".mod"), cancellationToken);
        _log.Reach(ProbeStage.Http);
        var status = (int)response.StatusCode;
        var host = response.RequestMessage!.RequestUri!.Host;
        var redirected = host != Base.Host ? $", from {host}" : "";
        _log.Add(ProbeStage.Http, "", _connected, status is >= 200 and < 300 or 404 or 410, $"HTTP {status}{redirected}");
        if (status is 404 or 410)
        {
            _log.Note($"it does not have {candidate.Module}, which is in go.sum or public");
            return await content.LacksAsync(questions, cancellationToken);
        }

        return status switch
        {
            200 => await content.CheckAsync(response, questions, cancellationToken),
            401 or 403 => $"HTTP {status}: it refuses to serve {candidate.Module}",
            407 => $"HTTP 407: {ProxyName} wants credentials, or others",
            _ => $"HTTP {status}{redirected}",
        };
    }

    private string ProxyName => HttpProxy is { } proxy ? $"HTTP proxy {proxy.Scheme}://{proxy.Authority}" : "an HTTP proxy on the way";

    private void Certified(PeerCertificate peer)
    {
        // Redirects lead to other hosts; the callback is not told which, and the certificate's own name is what matters then.
        _log.Add(ProbeStage.Tls, "", _connected, peer.Trusted, $"issued by '{TlsPeer.Issuer(peer.Certificate)}'");
        _connected = time.GetTimestamp();
        if (!peer.Trusted)
        {
            _untrusted = TlsPeer.Problem(peer, Base.Host);
        }
        else if (TlsPeer.Interception(peer, Base.Host) is { } interception)
        {
            _log.Note(interception);
        }
    }

    private string Describe(Exception e)
    {
        var said = _untrusted is not null ? _untrusted
            : e is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } ? TunnelProblem(e.Message)
            : e is HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } ? "the connection was closed before an answer came"
            : Find<SocketException>(e) is { } socket ? ProbeConnection.Describe(socket)
            : Find<AuthenticationException>(e) is { } tls ? tls.Message
            : e.InnerException?.Message ?? e.Message;

        return ProxyAddress.WithoutCredentials(
            HttpProxy is not null && _log.Stage <= ProbeStage.Tcp ? $"{ProxyName}: {said}" : said);
    }

    private string TunnelProblem(string message)
    {
        var words = message.Split(' ', '\'', '"', '.');
        var status = words.LastOrDefault(word => word.Length == 3 && word.All(char.IsAsciiDigit)) ?? "no";
        return status == "407" ? $"HTTP 407: {ProxyName} wants credentials, or others" : $"{ProxyName} refuses the connection (HTTP {status})";
    }

    private IEnumerable<string> FamilyNotes(string? error)
    {
        var tcp = _log.Steps.Where(step => step.Stage == ProbeStage.Tcp).ToList();
        if (error is null && tcp.Any(step => step.Ok) && tcp.FirstOrDefault(step => !step.Ok) is { } dead)
        {
            yield return $"{dead.What} does not work ({dead.Detail}); the other family does";
        }

        if (error is null && _log.Steps.FirstOrDefault(step => step is { Stage: ProbeStage.Dns, Ok: false } && step.Detail.EndsWith("no answer", StringComparison.Ordinal)) is { } silent)
        {
            yield return $"the name server does not answer the question for {silent.What} records: Go waits for it";
        }
    }

    private static T? Find<T>(Exception? e)
        where T : Exception
    {
        for (; e is not null; e = e.InnerException)
        {
            if (e is T found)
            {
                return found;
            }
        }

        return null;
    }
}
