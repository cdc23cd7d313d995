using System.Net;
using GoDockerTasks.Io;

namespace GoDockerTasks.Modules;

/// <summary>Follows redirects for private modules: to storage of any name, but never to a host that would read the module's name.</summary>
/// <remarks>A private proxy may send on to a public one (athens can). Credentials stay with the host they were meant for.</remarks>
internal sealed class DiscreetRedirects(SocketsHttpHandler inner) : DelegatingHandler(inner)
{
    /// <summary>The path of the module that a request is about.</summary>
    public static readonly HttpRequestOptionsKey<string> Module = new("module");

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        for (var hops = 0; hops < HttpClients.MostRedirects && Target(request, response) is { } target; hops++)
        {
            response.Dispose();
            request = Next(request, target);
            response = await base.SendAsync(request, cancellationToken);
        }

        return response;
    }

    private static Uri? Target(HttpRequestMessage request, HttpResponseMessage response)
    {
        var from = request.RequestUri!;
        if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
            || response.Headers.Location is not { } location)
        {
            return null;
        }

        var target = new Uri(from, location);
        if (from.Scheme == Uri.UriSchemeHttps && target.Scheme != Uri.UriSchemeHttps)
        {
            return null;
        }

        return target.Authority == from.Authority || !Names(target, request)
            ? target
            : throw new ProxyFailureException(
                ProxyFailureKind.Missing,
                $"{from.Authority} sends on to {target.Authority}, which must not hear of a private module");
    }

    private static bool Names(Uri target, HttpRequestMessage request) =>
        request.Options.TryGetValue(Module, out var path)
        && Uri.UnescapeDataString(Uri.UnescapeDataString(target.PathAndQuery)).Contains(path, StringComparison.OrdinalIgnoreCase);

    private static HttpRequestMessage Next(HttpRequestMessage request, Uri target)
    {
        var next = new HttpRequestMessage(HttpMethod.Get, target) { Version = request.Version, VersionPolicy = request.VersionPolicy };
        foreach (var (name, values) in request.Headers)
        {
            if (name != "Authorization" || target.Authority == request.RequestUri!.Authority)
            {
                next.Headers.TryAddWithoutValidation(name, values);
            }
        }

        if (request.Options.TryGetValue(Module, out var module))
        {
            next.Options.Set(Module, module);
        }

        return next;
    }
}
