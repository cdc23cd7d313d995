using GoDockerTasks.EndToEnd.Support;
using GoDockerTasks.Io;
using GoDockerTasks.TestSupport;
using GoDockerTasks.TestSupport.Networks;

namespace GoDockerTasks.EndToEnd.Networks;

/// <summary>The sample service in a lab, with servers that a test starts and breaks.</summary>
internal sealed class NetworkScene(NetworkLab lab) : IAsyncDisposable
{
    private readonly TempDirectory _folder = new();
    private readonly Stack<IAsyncDisposable> _servers = [];
    private readonly List<LoopbackGoProxy> _public = [];

    public NetworkLab Lab => lab;

    public OrdersService Service { get; } = new();

    /// <summary>Gets the folder with the service's modules in GOPROXY layout.</summary>
    public string Modules { get; } = Path.Combine(Paths.Root, "samples", "goproxy");

    /// <summary>Gets the variables that the host runs with.</summary>
    public Dictionary<string, string?> Variables { get; } = [];

    public CertificateAuthority Authority { get; } = new("Example Corp Root CA");

    /// <summary>Gets a GOPROXY address at which nothing listens.</summary>
    public string Dead { get; } = $"http://{NetworkLab.Bridge}:9";

    /// <summary>Gets the requests that came to public proxies.</summary>
    public IEnumerable<RecordedRequest> PublicRequests => _public.SelectMany(server => server.Requests);

    public string GoProxy
    {
        set => Variables["GOPROXY"] = value;
    }

    /// <summary>Starts a module proxy that is as it should be.</summary>
    public LoopbackGoProxy Serve(string address = NetworkLab.Bridge) => Keep(lab.Serve(Modules, address));

    /// <summary>Starts a module proxy that goes wrong whenever a path ends so.</summary>
    public LoopbackGoProxy Serve(Fault fault, string pathEnd = "")
    {
        var server = Serve();
        server.Fail(pathEnd, fault);
        return server;
    }

    /// <summary>Keeps a server until the test is over.</summary>
    public T Keep<T>(T server)
        where T : IAsyncDisposable
    {
        _servers.Push(server);
        return server;
    }

    /// <summary>Gives the authority's certificate as a file.</summary>
    public string CaFile()
    {
        File.WriteAllText(_folder.File("ca.pem"), Authority.Pem);
        return _folder.File("ca.pem");
    }

    /// <summary>Lets the host and RUN steps find names as usual.</summary>
    public Task ServeNamesAsync(params string[] options) => ServeNamesAsync(NameServerManner.Honest, options);

    /// <summary>Lets the host and RUN steps ask name servers that behave so.</summary>
    public async Task ServeNamesAsync(NameServerManner manner, params string[] options)
    {
        foreach (var address in new[] { "127.0.0.1", NetworkLab.Bridge })
        {
            Keep(await lab.ServeNamesAsync(address, manner, options));
        }
    }

    /// <summary>Leads the names of the public proxies to a server that has the modules and writes down who asks, with a certificate that is trusted.</summary>
    /// <param name="first">Where proxy.golang.org is led to instead.</param>
    /// <param name="modules">The folder that they have; null for the service's modules.</param>
    public async Task ServePublicProxiesAsync(string first = NetworkLab.Bridge, string? modules = null)
    {
        string[] others = ["goproxy.cn", "goproxy.io", "mirrors.aliyun.com", "sum.golang.org"];
        await ServeNamesAsync([$"--address=/proxy.golang.org/{first}", .. others.Select(host => $"--address=/{host}/{NetworkLab.Bridge}")]);
        _public.Add(Keep(lab.Serve(modules ?? Modules, NetworkLab.Bridge, Authority.Issue(["proxy.golang.org", .. others]), port: 443)));
        Variables["CAKE_GODOCKER_CAFILE"] = CaFile();
    }

    /// <summary>Takes GOPROXY out of every place: public proxies may be asked.</summary>
    public void AsksPublicOnes() =>
        Service.Write("cake.config", string.Join('\n', Service.Read("cake.config").Split('\n').Where(line => !line.StartsWith("GoProxy", StringComparison.Ordinal))));

    /// <summary>Serves modules over TLS, behind an HTTP proxy for https.</summary>
    public void Behind(string httpProxy)
    {
        GoProxy = Keep(lab.Serve(Modules, NetworkLab.Bridge, Authority.Issue(NetworkLab.Bridge))).Url;
        Variables["HTTPS_PROXY"] = httpProxy;
        Variables["CAKE_GODOCKER_CAFILE"] = CaFile();
    }

    /// <summary>Gives the docker client a configuration of its own.</summary>
    public void DockerConfig(string content)
    {
        var folder = Directory.CreateDirectory(_folder.File("docker")).FullName;
        File.WriteAllText(Path.Combine(folder, "config.json"), content);
        Variables["DOCKER_CONFIG"] = folder;
    }

    /// <summary>Makes a builder in a container, which is started only when it is used.</summary>
    public Task CreateBuilderAsync(string name) => ShellAsync($"docker buildx create --name {name} --driver docker-container");

    /// <summary>Runs a line that a user would paste, with the lab's engine.</summary>
    public async Task<string> ShellAsync(string line)
    {
        var output = await new ProcessRunner(TimeProvider.System).CaptureAsync(
            new("sh", ["-c", line])
            {
                Environment = new Dictionary<string, string?>(Variables) { ["DOCKER_HOST"] = lab.Engine.DockerHost, ["BUILDX_BUILDER"] = null },
            },
            CancellationToken.None);
        output.ExitCode.Should().Be(0, "{0}", output.Error);
        return output.Output;
    }

    /// <summary>Runs a target in the lab.</summary>
    public Task<HostRun> RunAsync(params string[] arguments)
    {
        Variables["DOCKER_HOST"] = lab.Engine.DockerHost;
        Variables["CAKE_GODOCKER_FETCHATTEMPTS"] = "2"; // that it is tried again and again is shown elsewhere
        Variables["CAKE_GODOCKER_FETCHANSWERTIMEOUT"] = "2s";
        Variables["CAKE_GODOCKER_CACHE"] = _folder.File("cache");
        return Service.RunInsideAsync(lab.Inside("127.0.0.1"), Variables, arguments);
    }

    public async ValueTask DisposeAsync()
    {
        while (_servers.TryPop(out var server))
        {
            await server.DisposeAsync();
        }

        Authority.Dispose();
        Service.Dispose();
        _folder.Dispose();
    }
}
