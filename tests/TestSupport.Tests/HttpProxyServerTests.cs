using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace GoDockerTasks.TestSupport.Tests;

public sealed class HttpProxyServerTests : IAsyncDisposable
{
    private const string Host = "modules.example";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gdt-");
    private readonly CertificateAuthority world = new("Everybody's CA");
    private readonly CertificateAuthority company = new("The company's CA");
    private readonly X509Certificate2 certificate;
    private readonly LoopbackGoProxy server;

    public HttpProxyServerTests()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "list"), "v1.0.0");
        certificate = world.Issue(Host);
        server = LoopbackGoProxy.Start(folder.FullName, certificate);
    }

    [Test]
    public async Task A_tunnel_leads_to_the_server_behind_the_name()
    {
        await using var proxy = Start(new(server.Url));

        (await GetAsync(proxy, $"https://{Host}/list")).Should().Be(("v1.0.0", "CN=Everybody's CA"));
        proxy.Hosts.Should().Equal(Host);
    }

    [Test]
    public async Task Who_intercepts_shows_certificates_of_his_own()
    {
        await using var proxy = Start(new(server.Url), company);

        (await GetAsync(proxy, $"https://{Host}/list")).Should().Be(("v1.0.0", "CN=The company's CA"));
    }

    [Test]
    public async Task Plain_http_is_forwarded()
    {
        await using var plain = LoopbackGoProxy.Start(folder.FullName);
        await using var proxy = Start(new(plain.Url));

        (await GetAsync(proxy, $"http://{Host}/list")).Content.Should().Be("v1.0.0");
    }

    [Test]
    public async Task A_name_that_it_does_not_know_is_a_bad_gateway()
    {
        await using var proxy = Start(new(server.Url));

        await FluentActions.Awaiting(() => GetAsync(proxy, "https://other.example/list")).Should().ThrowAsync<HttpRequestException>();
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        certificate.Dispose();
        world.Dispose();
        company.Dispose();
        folder.Delete(recursive: true);
    }

    private static HttpProxyServer Start(Uri behind, CertificateAuthority? interceptor = null) =>
        HttpProxyServer.Start(new(IPAddress.Loopback, 0), new Dictionary<string, Uri?> { [Host] = behind }, interceptor);

    private static async Task<(string Content, string? Issuer)> GetAsync(HttpProxyServer proxy, string url)
    {
        string? issuer = null;
        using var handler = new HttpClientHandler
        {
            Proxy = new WebProxy(proxy.Url),
            ServerCertificateCustomValidationCallback = (_, certificate, _, _) => (issuer = certificate?.Issuer) is not null,
        };
        using var client = new HttpClient(handler);
        return (await client.GetStringAsync(new Uri(url)), issuer);
    }
}
