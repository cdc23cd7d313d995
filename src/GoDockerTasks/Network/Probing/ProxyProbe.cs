using GoDockerTasks.Io;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Network.Probing;

/// <summary>One proxy under probe: how far the way to it leads, and whether what it serves is right.</summary>
/// <param name="candidate">The proxy.</param>
/// <param name="settings">The HTTP proxies on the way, the CA certificates to trust, and netrc.</param>
/// <param name="lookup">Finds addresses.</param>
/// <param name="time">The clock.</param>
internal sealed class ProxyProbe(ProbeCandidate candidate, ServiceSettings settings, NameLookup lookup, TimeProvider time)
{
    private readonly Uri _base = WithoutCredentials(candidate.Address);

    /// <summary>Asks. Whatever goes wrong is a result.</summary>
    /// <param name="deadline">How long it may take: the text in which it is told.</param>
    /// <param name="timeout">Ends it because it took too long.</param>
    /// <param name="stop">Ends it, because it took too long or because nobody needs to know any more.</param>
    public async Task<ProbeResult> RunAsync(TimeSpan deadline, CancellationToken timeout, CancellationToken stop)
    {
        var host = new HostProbe(_base, settings, lookup, time);
        var content = new ContentProbe(candidate, host, time);
        var result = await host.RunAsync((http, token) => AskAsync(host, content, http, token), deadline, timeout, stop);

        return result with { Url = ProxyAddress.WithoutCredentials(candidate.Address), BytesPerSecond = content.BytesPerSecond };
    }

    private async Task<string?> AskAsync(HostProbe host, ContentProbe content, HttpMessageInvoker http, CancellationToken cancellationToken)
    {
        var requests = new ProbeRequests(http, _base, ProxyCredentials.Of(new(candidate.Address), Netrc.Read(settings.NetrcFile)));
        using var response = await requests.SendAsync(candidate.Module.File(".mod"), cancellationToken);
        host.Log.Reach(ProbeStage.Http);
        var status = (int)response.StatusCode;
        var from = response.RequestMessage!.RequestUri!.Host is var last && last != _base.Host ? $", from {last}" : "";
        host.Log.Add(ProbeStage.Http, "", host.Connected, status is 200 or 404 or 410, $"HTTP {status}{from}");
        switch (status)
        {
            case 200:
                return await content.CheckAsync(response, requests, cancellationToken);
            case 404 or 410:
                host.Log.Note($"it does not have {candidate.Module}, which is in go.sum or public");
                return await content.LacksAsync(requests, cancellationToken);
            case 401 or 403:
                return $"HTTP {status}: it refuses to serve {candidate.Module}";
            case 407:
                return $"HTTP 407: {host.ProxyName} wants credentials, or others";
            default:
                return $"HTTP {status}{from}";
        }
    }

    private static Uri WithoutCredentials(string address)
    {
        var url = new UriBuilder(address) { UserName = "", Password = "" };
        return new(url.Uri.AbsoluteUri.TrimEnd('/') + "/");
    }
}
