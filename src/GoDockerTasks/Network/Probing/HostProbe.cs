using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Security.Authentication;
using GoDockerTasks.Io;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Network.Probing;

/// <summary>The way to one host under probe: how far it leads, and how long each stage takes.</summary>
/// <param name="address">The address, without credentials.</param>
/// <param name="settings">The HTTP proxies on the way, and the CA certificates to trust.</param>
/// <param name="lookup">Finds addresses.</param>
/// <param name="time">The clock.</param>
internal sealed class HostProbe(Uri address, ServiceSettings settings, NameLookup lookup, TimeProvider time)
{
    private static readonly TimeSpan TimerError = TimeSpan.FromMilliseconds(20);

    private readonly HttpProxies _proxies = new(settings.HttpProxy, settings.HttpsProxy, settings.NoProxy);
    private readonly ConcurrentDictionary<string, string> _untrusted = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the steps so far.</summary>
    public StageLog Log { get; } = new(time);

    /// <summary>Gets when the last connection, or its handshake, was done.</summary>
    public long Connected { get; private set; }

    /// <summary>Gets what the HTTP proxy on the way is called in messages.</summary>
    public string ProxyName =>
        _proxies.GetProxy(address) is { } proxy ? $"HTTP proxy {proxy.Scheme}://{proxy.Authority}" : "an HTTP proxy on the way";

    /// <summary>Says what a request failed with: what is wrong with its host's certificate, where that is the reason.</summary>
    /// <param name="e">The failure.</param>
    /// <param name="last">What was asked last, behind redirects.</param>
    /// <returns>The reason, without credentials.</returns>
    public string Reason(Exception e, Uri last) =>
        _untrusted.GetValueOrDefault(last.IdnHost) ?? ProxyAddress.WithoutCredentials(ProbeConnection.Describe(e));

    /// <summary>Asks. Whatever goes wrong is a result.</summary>
    /// <param name="ask">Sends requests, and says what is wrong with what came; null for nothing.</param>
    /// <param name="deadline">How long it may take: the text in which it is told.</param>
    /// <param name="timeout">Ends it because it took too long.</param>
    /// <param name="stop">Ends it, because it took too long or because nobody needs to know any more.</param>
    public async Task<ProbeResult> RunAsync(
        Func<HttpMessageInvoker, CancellationToken, Task<string?>> ask, TimeSpan deadline, CancellationToken timeout, CancellationToken stop)
    {
        var started = time.GetTimestamp();
        string? error;
        ProbeStage? failed = null;
        var (unfinished, timedOut) = (false, false);
        try
        {
            error = await ConnectedAsync(ask, stop);
        }
        catch (Exception e) when (e is OperationCanceledException || stop.IsCancellationRequested)
        {
            timedOut = timeout.IsCancellationRequested;
            unfinished = !timedOut;
            error = unfinished ? "not waited for, because another proxy had answered" : OnTheWay($"no answer within {deadline.TotalSeconds:0.#} s");
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or IOException or AuthenticationException or ArgumentException)
        {
            error = Describe(e);

            // A redirect from http to https goes back to a stage that was passed.
            failed = Untrusted() is null ? null : ProbeStage.Tls;
        }

        return new(address.AbsoluteUri.TrimEnd('/'), error is null, failed ?? Log.Stage, time.GetElapsedTime(started), error)
        {
            Unfinished = unfinished,
            TimedOut = timedOut,
            Steps = Log.Steps,
            Notes = [.. Log.Notes, .. error is null ? FamilyNotes() : []],
        };
    }

    private async Task<string?> ConnectedAsync(
        Func<HttpMessageInvoker, CancellationToken, Task<string?>> ask, CancellationToken cancellationToken)
    {
        var connection = new ProbeConnection(lookup, Log, time);
        using var handler = HttpClients.Handler(_proxies, settings.CaFile, Timeout.InfiniteTimeSpan, connectionsPerHost: 4, Certified);
        handler.ConnectCallback = async (context, token) =>
        {
            var stream = await connection.ConnectAsync(context.DnsEndPoint, token);
            Connected = time.GetTimestamp();
            Log.Reach(context.InitialRequestMessage.RequestUri!.Scheme == Uri.UriSchemeHttps ? ProbeStage.Tls : ProbeStage.Http);
            return stream;
        };
        using var http = new HttpMessageInvoker(handler);
        return await ask(http, cancellationToken);
    }

    private void Certified(PeerCertificate peer)
    {
        Log.Add(ProbeStage.Tls, "", Connected, peer.Trusted, $"issued by '{TlsPeer.Issuer(peer.Certificate)}'");
        Connected = time.GetTimestamp();
        if (!peer.Trusted)
        {
            _untrusted[peer.Host] = TlsPeer.Problem(peer);
        }
        else if (TlsPeer.Interception(peer) is { } interception)
        {
            Log.Note(interception);
        }
    }

    private string Describe(Exception e)
    {
        var said = Untrusted()
            ?? (e is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } ? TunnelProblem(e.Message)
                : e is HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } ? OnTheWay("the connection was closed before an answer came")
                : ProxyAddress.WithoutCredentials(ProbeConnection.Describe(e)));

        return _proxies.GetProxy(address) is not null && Log.Stage <= ProbeStage.Tcp ? $"{ProxyName}: {said}" : said;
    }

    // Where a redirect leads to another host, the one that was named is not to blame.
    private string? Untrusted() => _untrusted.GetValueOrDefault(address.IdnHost)
        ?? _untrusted.Select(other => $"at {other.Key}, where the way leads on to: {other.Value}").FirstOrDefault();

    // Behind an HTTP proxy a connection says nothing of the host itself: until it answers, either may be to blame.
    private string OnTheWay(string what) => _proxies.GetProxy(address) is not null && !Log.Steps.Any(step => step.Stage == ProbeStage.Http) ? $"{what}, through {ProxyName}" : what;

    // The status is in the text alone.
    private string TunnelProblem(string message)
    {
        var status = message.Split(' ', '\'', '"', '.').LastOrDefault(word => word.Length == 3 && word.All(char.IsAsciiDigit)) ?? "no status";
        return status == "407" ? $"HTTP 407: {ProxyName} wants credentials, or others" : $"{ProxyName} refuses the connection (HTTP {status})";
    }

    private IEnumerable<string> FamilyNotes()
    {
        foreach (var dead in DeadAddresses())
        {
            yield return dead;
        }

        if (Log.Steps.FirstOrDefault(step => step is { Stage: ProbeStage.Dns, Ok: false }
            && step.Detail.EndsWith(ProbeConnection.NoAnswer, StringComparison.Ordinal)) is { } silent)
        {
            yield return $"the name server does not answer the question for {silent.What} records: Go waits for it";
        }
    }

    private IEnumerable<string> DeadAddresses()
    {
        var families = Log.Steps.Where(step => step.Stage == ProbeStage.Tcp).GroupBy(step => step.What).ToList();
        foreach (var family in families)
        {
            if (family.Any(step => step.Ok))
            {
                // Who lost sooner may only have been slower. The runtime's timers go by a coarse clock and end up to 16 ms early.
                foreach (var silent in family.Where(step => !step.Ok && step.Elapsed >= AddressRace.HeadStart - TimerError))
                {
                    yield return $"{silent.Detail}; another address answers";
                }
            }
            else if (families.Any(other => other.Any(step => step.Ok)))
            {
                yield return $"{family.Key} does not work ({family.First().Detail}); the other family does";
            }
        }
    }
}
