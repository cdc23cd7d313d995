using System.Net;
using GoDockerTasks.Io;

namespace GoDockerTasks.Modules;

/// <summary>What an answer means that is not the file that was asked for.</summary>
internal static class ProxyRefusal
{
    /// <summary>Tells a refusal as what it is.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="line">The way to the proxy.</param>
    /// <param name="address">What it was asked for.</param>
    /// <returns>The failure.</returns>
    public static ProxyFailureException From(HttpResponseMessage response, ProxyLine line, Uri address)
    {
        var what = $"HTTP {(int)response.StatusCode}{Credentials(response.StatusCode, line, address)}{Redirect(response)}";
        var wait = RetryAfter(response, line);
        return ProxyFailureException.At(
            address, KindOf(response.StatusCode), wait > TimeSpan.Zero ? $"{what}; it asks to be left alone, Retry-After: {response.Headers.RetryAfter}" : what, null, wait);
    }

    private static ProxyFailureKind KindOf(HttpStatusCode status) => (int)status switch
    {
        404 or 410 => ProxyFailureKind.Missing,
        407 => ProxyFailureKind.HttpProxyRefused,
        408 or 416 or 425 or 429 or >= 500 => ProxyFailureKind.Failed,
        >= 400 => ProxyFailureKind.Refused,
        _ => ProxyFailureKind.NoModule,
    };

    private static string Credentials(HttpStatusCode status, ProxyLine line, Uri address) => status switch
    {
        not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) => "",
        _ when line.Credentials is null && address.Scheme == Uri.UriSchemeHttp =>
            $"; {address.Authority} wants credentials, and over plain http none are sent: name it with https",
        _ when line.Credentials is null =>
            $"; {address.Authority} wants credentials, and neither its URL nor netrc has any for {address.Host}",
        _ => $"; {address.Authority} does not accept the credentials that its URL or netrc has for it, or they do not cover this module",
    };

    private static string Redirect(HttpResponseMessage response) =>
        (int)response.StatusCode is < 300 or >= 400 || response.Headers.Location is not { } location ? ""
        : response.RequestMessage?.RequestUri is { } from && from.Scheme == Uri.UriSchemeHttps
            && new Uri(from, location).Scheme != Uri.UriSchemeHttps
            ? $"; it sends on from https to {new Uri(from, location).Scheme}, which is not followed"
        : $"; it sends on and on, more than {HttpClients.MostRedirects} times";

    private static TimeSpan? RetryAfter(HttpResponseMessage response, ProxyLine line)
    {
        if ((int)response.StatusCode is not (429 or 503))
        {
            return null;
        }

        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date - line.Time.GetUtcNow()) ?? TimeSpan.Zero;

        // A proxy that asks for an hour is a proxy that is not there.
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > line.Limits.Rest ? line.Limits.Rest : wait;
    }
}
