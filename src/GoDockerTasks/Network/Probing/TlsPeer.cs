using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using GoDockerTasks.Io;

namespace GoDockerTasks.Network.Probing;

/// <summary>Reads from a certificate who answers: the host itself, or something on the way that opens TLS.</summary>
internal static class TlsPeer
{
    // As they call themselves in the certificates that they issue.
    private static readonly string[] Interceptors =
    [
        "Zscaler", "Fortinet", "FortiGate", "Palo Alto", "Blue Coat", "Netskope", "Umbrella", "Sophos", "Kaspersky", "Avast",
        "ESET SSL", "Bitdefender", "Skyhigh", "McAfee Web Gateway", "Check Point", "Forcepoint", "Websense", "Barracuda", "WatchGuard",
        "Cloudflare Gateway", "mitmproxy", "Squid", "Charles Proxy", "FiddlerRoot", "PortSwigger", "Untangle", "SonicWall",
        "Trend Micro", "Sangfor", "Qianxin",
    ];

    /// <summary>Says what is wrong with a certificate.</summary>
    /// <param name="peer">The certificate and what was found about it.</param>
    /// <returns>What is wrong, and who issued it.</returns>
    public static string Problem(PeerCertificate peer)
    {
        var issuer = Issuer(peer.Certificate);
        return peer.Errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            ? $"the certificate is for {Names(peer.Certificate)}, not for {peer.Host}"
            : peer.Certificate.NotAfter < peer.Now ? $"the certificate expired on {peer.Certificate.NotAfter:yyyy-MM-dd}"
            : peer.Certificate.NotBefore > peer.Now
                ? $"the certificate is valid from {peer.Certificate.NotBefore:yyyy-MM-dd}: is this machine's clock right?"
            : Interceptor(peer.Certificate) is { } product ? $"{product} opens TLS on the way: the certificate was issued by '{issuer}', which is not trusted"
            : WellKnownProxies.IsKnownHost(peer.Host) ? $"TLS is opened on the way: the certificate was issued by '{issuer}', which is not trusted"
            : $"the certificate was issued by '{issuer}', which is not trusted";
    }

    /// <summary>Says that something on the way opens TLS although the certificate is trusted.</summary>
    /// <returns>Who does; null where nothing shows it.</returns>
    public static string? Interception(PeerCertificate peer) =>
        Interceptor(peer.Certificate) is { } product ? $"{product} opens TLS on the way to {peer.Host}"
        : peer.TrustedByCaFile && WellKnownProxies.IsKnownHost(peer.Host)
            ? $"TLS to {peer.Host} is opened on the way: its certificate was issued by '{Issuer(peer.Certificate)}'"
        : null;

    /// <summary>Gives the issuer's common name, or all of its name.</summary>
    public static string Issuer(X509Certificate2 certificate) =>
        certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true) is { Length: > 0 } name ? name : certificate.Issuer;

    private static string? Interceptor(X509Certificate2 certificate) =>
        Interceptors.FirstOrDefault(product => certificate.Issuer.Contains(product, StringComparison.OrdinalIgnoreCase));

    private static string Names(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault() is { } names
            && string.Join(", ", names.EnumerateDnsNames().Take(3)) is { Length: > 0 } text
                ? text
                : certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
}
