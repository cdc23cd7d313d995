using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GoDockerTasks.Io;
using GoDockerTasks.TestSupport;

namespace GoDockerTasks.Tests.Modules.Fakes;

/// <summary>Module proxies over TLS that have one module, and the certificate that vouches for them.</summary>
public sealed class SecureServers : IDisposable
{
    private readonly TempDirectory _folder = new();

    public SecureServers(TestModule module)
    {
        var path = _folder.File(module.Module.Escaped + ".zip");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, module.Zip);
        File.WriteAllText(CaFile, Certificate.ExportCertificatePem());
    }

    /// <summary>Gets the certificate, for 127.0.0.1 and modules.test.</summary>
    public X509Certificate2 Certificate { get; } = SelfSigned();

    public string CaFile => _folder.File("ca.pem");

    /// <summary>Puts something else beside the module.</summary>
    public void Put(string name, byte[] content) => File.WriteAllBytes(_folder.File(name), content);

    public LoopbackGoProxy Serve() => LoopbackGoProxy.Start(_folder.Path, Certificate);

    public void Dispose()
    {
        _folder.Dispose();
        Certificate.Dispose();
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test CA", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("modules.test");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
