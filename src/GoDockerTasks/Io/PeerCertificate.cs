using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace GoDockerTasks.Io;

/// <summary>The certificate that a server showed, and what was found about it.</summary>
/// <param name="Host">The server that was asked for: another one than the first after a redirect.</param>
/// <param name="Certificate">The certificate; valid during the call only.</param>
/// <param name="Errors">What the system holds against it.</param>
/// <param name="Trusted">Whether it is trusted after all.</param>
/// <param name="Now">The time it was shown at, in local time, as certificates tell theirs.</param>
public sealed record PeerCertificate(string Host, X509Certificate2 Certificate, SslPolicyErrors Errors, bool Trusted, DateTime Now)
{
    /// <summary>Gets a value indicating whether it is trusted only because of the CA file.</summary>
    public bool TrustedByCaFile => Trusted && Errors != SslPolicyErrors.None;
}
