using System.Net;

namespace GoDockerTasks.Io;

/// <summary>Chooses the HTTP proxy of a request by the rules that Go follows for HTTP_PROXY, HTTPS_PROXY and NO_PROXY.</summary>
/// <remarks>
/// https://pkg.go.dev/golang.org/x/net/http/httpproxy#Config: a loopback address never goes through a proxy; a name in
/// NO_PROXY covers its subdomains, a name with a leading dot only those; addresses, CIDRs, ports and <c>*</c> count.
/// </remarks>
public sealed class HttpProxies : IWebProxy
{
    private readonly Uri? _http;
    private readonly Uri? _https;
    private readonly string[] _exceptions;

    /// <summary>Initializes a new instance of the <see cref="HttpProxies"/> class.</summary>
    /// <param name="httpProxy">The proxy for http; null for none.</param>
    /// <param name="httpsProxy">The proxy for https; null for none.</param>
    /// <param name="noProxy">The exceptions, separated by commas.</param>
    public HttpProxies(string? httpProxy, string? httpsProxy, string? noProxy)
    {
        _http = Parse(httpProxy);
        _https = Parse(httpsProxy);
        _exceptions = (noProxy ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Credentials = new ProxyCredentials([.. new[] { _http, _https }.OfType<Uri>()]);
    }

    /// <inheritdoc />
    public ICredentials? Credentials { get; set; }

    /// <inheritdoc />
    public Uri? GetProxy(Uri destination) => IsException(destination) ? null : For(destination);

    /// <inheritdoc />
    public bool IsBypassed(Uri host) => GetProxy(host) is null;

    private static Uri? Parse(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null
        : new Uri(text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text);

    private Uri? For(Uri destination) => destination.Scheme == Uri.UriSchemeHttps ? _https : _http;

    private bool IsException(Uri destination)
    {
        var host = destination.IdnHost;
        var address = IPAddress.TryParse(host, out var parsed) ? parsed : null;
        return host == "localhost"
            || (address is not null && IPAddress.IsLoopback(address))
            || _exceptions.Any(exception => Matches(exception, host, address, destination.Port));
    }

    private static bool Matches(string exception, string host, IPAddress? address, int port)
    {
        if (exception == "*")
        {
            return true;
        }

        if (address is not null && IPNetwork.TryParse(exception, out var network))
        {
            return network.Contains(address);
        }

        var colon = exception.LastIndexOf(':');
        if (colon > 0 && exception.IndexOf(':', StringComparison.Ordinal) == colon
            && int.TryParse(exception.AsSpan(colon + 1), out var only))
        {
            if (only != port)
            {
                return false;
            }

            exception = exception[..colon];
        }

        if (IPAddress.TryParse(exception.Trim('[', ']'), out var exceptAddress))
        {
            return exceptAddress.Equals(address);
        }

        exception = exception.StartsWith("*.", StringComparison.Ordinal) ? exception[1..] : exception;
        return exception.StartsWith('.')
            ? host.EndsWith(exception, StringComparison.OrdinalIgnoreCase)
            : host.Equals(exception, StringComparison.OrdinalIgnoreCase)
                || host.EndsWith("." + exception, StringComparison.OrdinalIgnoreCase);
    }

    private sealed class ProxyCredentials(IReadOnlyList<Uri> proxies) : ICredentials
    {
        public NetworkCredential? GetCredential(Uri uri, string authType) =>
            proxies.FirstOrDefault(proxy => proxy.Authority == uri.Authority)?.UserInfo is { Length: > 0 } user
                ? new(
                    Uri.UnescapeDataString(user.Split(':', 2)[0]),
                    Uri.UnescapeDataString(user.Split(':', 2) is [_, var password] ? password : ""))
                : null;
    }
}
