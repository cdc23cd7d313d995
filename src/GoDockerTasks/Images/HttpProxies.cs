using System.Net;
using GoDockerTasks.Network;

namespace GoDockerTasks.Images;

/// <summary>The HTTP proxies of a network plan, for requests of our own.</summary>
/// <param name="network">The plan.</param>
internal sealed class HttpProxies(NetworkPlan network) : IWebProxy
{
    /// <inheritdoc />
    public ICredentials? Credentials { get; set; }

    /// <summary>Gives the plan's proxies; null when it has none.</summary>
    public static IWebProxy? Of(NetworkPlan network) =>
        network.HttpProxy is null && network.HttpsProxy is null ? null : new HttpProxies(network) { Credentials = Login(network) };

    /// <inheritdoc />
    public Uri? GetProxy(Uri destination) =>
        (destination.Scheme == Uri.UriSchemeHttps ? network.HttpsProxy : network.HttpProxy) is { } proxy
            ? new UriBuilder(proxy) { UserName = "", Password = "" }.Uri
            : null;

    /// <inheritdoc />
    public bool IsBypassed(Uri host) => host.IsLoopback || (network.NoProxy ?? "")
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Any(name => name == "*" || $".{host.Host}".EndsWith($".{name.TrimStart('*').TrimStart('.')}", StringComparison.OrdinalIgnoreCase));

    private static NetworkCredential? Login(NetworkPlan network)
    {
        var user = new UriBuilder(network.HttpsProxy ?? network.HttpProxy!);
        return user.UserName.Length == 0
            ? null
            : new(Uri.UnescapeDataString(user.UserName), Uri.UnescapeDataString(user.Password));
    }
}
