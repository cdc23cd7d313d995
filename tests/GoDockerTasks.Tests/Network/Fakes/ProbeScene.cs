using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GoDockerTasks.Io;
using GoDockerTasks.Modules;
using GoDockerTasks.Network;
using GoDockerTasks.Network.Probing;
using GoDockerTasks.Settings;
using GoDockerTasks.TestSupport;
using GoDockerTasks.Tests.Modules.Fakes;

namespace GoDockerTasks.Tests.Network.Fakes;

/// <summary>A folder in GOPROXY layout with one module, servers for it, and probes that ask for that module.</summary>
internal sealed class ProbeScene : IAsyncDisposable
{
    private readonly TempDirectory _folder = new();
    private readonly List<IAsyncDisposable> _servers = [];

    public ProbeScene()
    {
        Module = new("example.com/Hello", "v1.0.0", ("go.mod", "module example.com/Hello\n"), ("data", Convert.ToHexString(RandomNumberGenerator.GetBytes(60_000))));
        Write(Module.Module.Escaped + ".mod", Module.GoMod);
        Write(Module.Module.Escaped + ".zip", Module.Zip);
        Write(Module.Module.Escaped + ".info", "{\"Version\":\"v1.0.0\"}"u8.ToArray());
        Write("sumdb/sum.golang.org/supported", []);
        Settings = SettingsReader.Read(new() { WorkingDirectory = _folder.Path }) with
        {
            Cache = _folder.File("cache"), NetrcFile = _folder.File("no-netrc"),
        };
        Question = ProbeModules.Of(
            new(new([new(Module.Module, Module.Hash, ModuleHash.OfGoMod(Module.GoMod), "go.sum:1")]), new HashSet<ModuleVersion>()), Settings);
    }

    public TestModule Module { get; }

    public ProbeQuestion Question { get; }

    public ServiceSettings Settings { get; set; }

    public NameLookup Lookup { get; set; } = (_, _, _) => throw new SocketException((int)SocketError.HostNotFound);

    public LoopbackGoProxy Serve(X509Certificate2? certificate = null, IPAddress? address = null, int port = 0)
    {
        var server = LoopbackGoProxy.Start(_folder.File("proxy"), certificate, address, port);
        _servers.Add(server);
        return server;
    }

    public string File(string name) => _folder.File(name);

    public void Write(string name, byte[] content)
    {
        var path = _folder.File("proxy/" + name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, content);
    }

    /// <summary>Probes one address.</summary>
    public async Task<ProbeResult> ProbeAsync(string address) => (await ProbeAllAsync(all: true, address))[0];

    public Task<IReadOnlyList<ProbeResult>> ProbeAllAsync(bool all, params string[] addresses) =>
        new ProxyProber(TimeProvider.System, Lookup).ProbeAsync(
            [.. addresses.Select(address => new ProbeCandidate(address, Question.Own, "sum.golang.org"))], Settings, all, CancellationToken.None);

    /// <summary>Looks every name up as this machine's loopback, in the families that are given.</summary>
    public static NameLookup Loopback(params IPAddress[] addresses) => (_, family, _) =>
        addresses.Where(address => address.AddressFamily == family).ToArray() is { Length: > 0 } found
            ? Task.FromResult(found)
            : throw new SocketException((int)SocketError.NoData);

    /// <summary>Makes a certificate for loopback that an issuer of this name has signed.</summary>
    public static X509Certificate2 Certificate(string issuer, string host = "127.0.0.1", int daysLeft = 1)
    {
        using var authority = new CertificateAuthority(issuer);
        return authority.Issue(DateTimeOffset.UtcNow.AddDays(-20), DateTimeOffset.UtcNow.AddDays(daysLeft), host);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        _folder.Dispose();
    }
}
