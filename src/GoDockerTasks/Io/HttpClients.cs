using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace GoDockerTasks.Io;

/// <summary>Makes the clients that go out into the network.</summary>
public static class HttpClients
{
    /// <summary>How many redirects are followed, as in Go.</summary>
    public const int MostRedirects = 10;

    /// <summary>Makes a handler. Redirects from https to http are refused; credentials do not follow to another host. A host with a dead address is reached over another.</summary>
    /// <param name="proxies">The HTTP proxies.</param>
    /// <param name="caFile">A PEM file with certificates to trust besides the system's; null for none.</param>
    /// <param name="connectTimeout">How long a connection may take.</param>
    /// <param name="connectionsPerHost">How many connections to one host there may be.</param>
    /// <param name="onCertificate">Told of each certificate that a server shows; null for nobody.</param>
    /// <returns>The handler; dispose it.</returns>
    public static SocketsHttpHandler Handler(
        IWebProxy proxies, string? caFile, TimeSpan connectTimeout, int connectionsPerHost, Action<PeerCertificate>? onCertificate = null)
    {
        var handler = new SocketsHttpHandler
        {
            Proxy = proxies,
            UseProxy = true,
            UseCookies = false,
            ConnectTimeout = connectTimeout,
            ConnectCallback = AddressRace.ConnectAsync,
            MaxConnectionsPerServer = connectionsPerHost,
            MaxAutomaticRedirections = MostRedirects,
            EnableMultipleHttp2Connections = true,
            AutomaticDecompression = DecompressionMethods.None,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        };
        if (caFile is not null || onCertificate is not null)
        {
            var extra = new X509Certificate2Collection();
            if (caFile is not null)
            {
                extra.ImportFromPemFile(caFile);
            }

            handler.SslOptions.RemoteCertificateValidationCallback = (sender, certificate, chain, errors) =>
            {
                var trusted = IsTrusted(certificate, chain, errors, extra);
                if (certificate is X509Certificate2 shown)
                {
                    onCertificate?.Invoke(new(((SslStream)sender).TargetHostName, shown, errors, trusted, TimeProvider.System.GetLocalNow().DateTime));
                }

                return trusted;
            };
        }

        return handler;
    }

    /// <summary>Asks once more with the extra certificates as roots; a wrong host name is never forgiven.</summary>
    private static bool IsTrusted(
        X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors, X509Certificate2Collection extra)
    {
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 leaf || extra.Count == 0)
        {
            return errors == SslPolicyErrors.None;
        }

        using var again = new X509Chain();
        again.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        again.ChainPolicy.CustomTrustStore.AddRange(extra);
        again.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (chain is not null)
        {
            again.ChainPolicy.ExtraStore.AddRange(chain.ChainElements.Select(element => element.Certificate).ToArray());
        }

        return again.Build(leaf);
    }
}
