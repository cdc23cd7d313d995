using System.Net;
using System.Net.Http.Headers;

namespace GoDockerTasks.Network.Probing;

/// <summary>The requests of one probe.</summary>
/// <param name="Http">Sends them.</param>
/// <param name="Base">The proxy's address, without credentials.</param>
/// <param name="Credentials">What each carries; null for none.</param>
internal sealed record ProbeRequests(HttpMessageInvoker Http, Uri Base, AuthenticationHeaderValue? Credentials)
{
    /// <summary>Asks for something below the proxy; redirects are followed, credentials do not follow them.</summary>
    public async Task<HttpResponseMessage> SendAsync(string name, CancellationToken cancellationToken) =>
        await Http.SendAsync(For(name, range: null), cancellationToken);

    /// <summary>Makes the request for something below the proxy: all of it, or its first bytes.</summary>
    public HttpRequestMessage For(string name, long? range)
    {
        // Go escapes the '!' of the case encoding on the wire; so do we.
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Base, name.Replace("!", "%21", StringComparison.Ordinal)))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        request.Headers.Authorization = Credentials;
        if (range is { } bytes)
        {
            request.Headers.Range = new(0, bytes - 1);
        }

        return request;
    }
}
