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

    public TestAuthority Authority { get; } = new("Example Corp Root CA");

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

    /// <summary>Lets the host and RUN steps find names as usual; public proxies are led to a server that writes down who asks.</summary>
    public async Task ServeNamesAsync(params string[] options)
    {
        foreach (var address in new[] { "127.0.0.1", NetworkLab.Bridge })
        {
            Keep(await lab.ServeNamesAsync(address, NameServerManner.Honest, options));
        }
    }

    /// <summary>Runs a target in the lab.</summary>
    public Task<HostRun> RunAsync(params string[] arguments)
    {
        Variables["DOCKER_HOST"] = lab.Engine.DockerHost;
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
