using System.Net;
using System.Security.Cryptography.X509Certificates;
using GoDockerTasks.Io;
using GoDockerTasks.TestSupport;

namespace GoDockerTasks.Demo;

/// <summary>
/// A company's network with a Docker engine in it. The only way out is an HTTP proxy that opens TLS with a CA of the
/// company's own; the company's own module proxy, first in GOPROXY, accepts and never answers.
/// </summary>
internal sealed class CompanyNetwork : IAsyncDisposable
{
    /// <summary>The module proxy that never answers.</summary>
    public const string BrokenHop = "athens.corp.example";

    private const string PublicProxy = "goproxy.example";
    private const string Git = "git.corp.example";
    private const string User = "ci";
    private const string Password = "not-a-real-token";

    // RFC 5737: an address for documentation, so never anybody's.
    private static readonly IPEndPoint HttpProxy = new(IPAddress.Parse("192.0.2.8"), 3128);

    private readonly TempDirectory _folder = new();
    private readonly CertificateAuthority _company = new("The company's CA");
    private readonly CertificateAuthority _world = new("A CA that everybody trusts");
    private readonly List<X509Certificate2> _certificates = [];
    private readonly PrivateDockerd _engine;
    private HttpsGitServer? _git;
    private LoopbackGoProxy? _public;
    private LoopbackGoProxy? _clean;
    private HttpProxyServer? _way;

    private CompanyNetwork(PrivateDockerd engine) => _engine = engine;

    /// <summary>Gets the GOPROXY list that the company tells its people.</summary>
    public static string GoProxy => $"http://{BrokenHop}:3000,https://{PublicProxy}";

    /// <summary>Gets what every process of this network has in its environment.</summary>
    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        ["DOCKER_HOST"] = _engine.DockerHost,
        ["DOCKER_CONFIG"] = _folder.File("docker"),
        ["HOME"] = _folder.Path,
        ["GOENV"] = "off",
        ["GOPROXY"] = GoProxy,
        ["HTTP_PROXY"] = $"http://{HttpProxy}",
        ["HTTPS_PROXY"] = $"http://{HttpProxy}",
        ["NETRC"] = NetrcFile,
        ["CAKE_GODOCKER_CAFILE"] = CaFile,
        ["CAKE_GODOCKER_CACHE"] = _folder.File("cache"),
        ["GITHUB_ACTIONS"] = null,
        ["TF_BUILD"] = null,
    };

    /// <summary>Gets what stands before a command that runs in this network.</summary>
    public IReadOnlyList<string> Inside => _engine.InNetwork;

    /// <summary>Gets the file with the credentials for the git server.</summary>
    public string NetrcFile => _folder.File("netrc");

    /// <summary>Gets the file with the company's CA.</summary>
    public string CaFile => _folder.File("company-ca.pem");

    /// <summary>Gets the CA that everybody trusts.</summary>
    public string PublicCa => _world.Pem;

    /// <summary>Gets the paths that the public proxy was asked for.</summary>
    public IReadOnlyList<string> HeardInPublic => [.. _public!.Requests.Select(request => request.Path)];

    /// <summary>Starts the engine and the servers.</summary>
    /// <param name="goProxy">The folder with what the public proxy has.</param>
    /// <param name="rates">The folder with the source of the private module.</param>
    public static async Task<CompanyNetwork> StartAsync(string goProxy, string rates)
    {
        var network = new CompanyNetwork(await PrivateDockerd.StartAsync());
        try
        {
            await network.ServeAsync(goProxy, rates);
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets everything be as it should: the own proxy answers, and TLS stays closed.</summary>
    public Task MendAsync() => ReplaceWayAsync(_clean!, interceptor: null);

    /// <summary>Lets the own proxy fall silent, and TLS be opened.</summary>
    public Task BreakAsync() => ReplaceWayAsync(own: null, _company);

    /// <summary>Cuts the network off from the world.</summary>
    public async Task CutAsync()
    {
        if (_way is not null)
        {
            await _way.DisposeAsync();
            _way = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CutAsync();
        foreach (var server in new IAsyncDisposable?[] { _git, _public, _clean, _engine })
        {
            await (server?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        _certificates.ForEach(certificate => certificate.Dispose());
        _company.Dispose();
        _world.Dispose();
        _folder.Dispose();
    }

    private async Task ServeAsync(string goProxy, string rates)
    {
        await _engine.AddAddressAsync(HttpProxy.Address);
        var files = Directory.EnumerateFiles(rates).Select(file => (Path.GetFileName(file), File.ReadAllText(file)));
        await GitRepositories.AddAsync(_folder.File("repositories"), "shop/rates.git", "v1.3.0", [.. files]);
        _git = HttpsGitServer.Start(_folder.File("repositories"), Certificate(Git), User, Password);
        _public = LoopbackGoProxy.Start(goProxy, Certificate(PublicProxy));
        _clean = LoopbackGoProxy.Start(goProxy);
        await File.WriteAllTextAsync(NetrcFile, $"machine {Git}\nlogin {User}\npassword {Password}\n");
        await File.WriteAllTextAsync(CaFile, _company.Pem);
    }

    private X509Certificate2 Certificate(string host)
    {
        _certificates.Add(_world.Issue(host));
        return _certificates[^1];
    }

    private async Task ReplaceWayAsync(LoopbackGoProxy? own, CertificateAuthority? interceptor)
    {
        await CutAsync();
        var servers = new Dictionary<string, Uri?>
        {
            [BrokenHop] = own is null ? null : new(own.Url),
            [PublicProxy] = new(_public!.Url),
            [Git] = new(_git!.Url),
        };
        _way = _engine.OpenInNetwork(() => HttpProxyServer.Start(HttpProxy, servers, interceptor));
    }
}
