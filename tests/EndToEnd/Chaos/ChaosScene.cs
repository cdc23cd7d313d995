using System.Net;
using GoDockerTasks.EndToEnd.Support;
using GoDockerTasks.TestSupport;
using GoDockerTasks.TestSupport.Modules;

namespace GoDockerTasks.EndToEnd.Chaos;

/// <summary>
/// A service of one module that nobody has cached, two module proxies that hold it, and whatever else a row asks for. Every host has
/// an address of its own, and RUN steps have this machine's network, in which those are.
/// </summary>
internal sealed class ChaosScene : IAsyncDisposable
{
    public const string ProxyName = "proxy.chaos.test";

    private static readonly Lazy<Task<string>> Golang = new(FindGolangAsync);

    private static int _addresses;

    private readonly CancellationTokenSource _over = new();
    private readonly List<Task> _watches = [];
    private readonly List<Func<ValueTask>> _atEnd = [];
    private bool _firstStopped;

    private ChaosScene(string golang)
    {
        Golang124 = golang;
        Directory.CreateDirectory(Service.File("proxy"));
        Sums = TinyModule.Write(Service.File("proxy"), Module, "v1.0.0", "package greet\n\nfunc Hello() string { return \"hello\" }\n");
        (First, Second) = (LoopbackGoProxy.Start(Service.File("proxy"), null, NextAddress()), LoopbackGoProxy.Start(Service.File("proxy"), null, NextAddress()));
        foreach (var file in new[] { "cmd", "internal", "Dockerfile", "go.mod", "go.sum" }.Select(Service.File))
        {
            if (Directory.Exists(file))
            {
                Directory.Delete(file, recursive: true);
            }
        }

        Service.Write(".dockerignore", "artifacts\ncache\nproxy\n.git\n");
        Service.Write("go.mod", $"module example.test/app\n\ngo 1.21\n\nrequire {Module} v1.0.0\n");
        Service.Write("go.sum", Sums);
        Service.Write("main.go", $"package main\n\nimport (\n\t\"syscall\"\n\n\tgreet \"{Module}\"\n)\n\nfunc main() {{ _, _ = syscall.Write(1, []byte(greet.Hello())) }}\n");
        Dockerfile("RUN go mod download");
        Settings("off", "|");
    }

    /// <summary>Gets the service.</summary>
    public OrdersService Service { get; } = new();

    /// <summary>Gets the reference of a golang image that the engine has.</summary>
    public string Golang124 { get; }

    /// <summary>Gets the module's path; no other test has it, so no cache does.</summary>
    public string Module { get; } = $"example.test/greet{Guid.NewGuid():N}";

    /// <summary>Gets the module's lines in go.sum.</summary>
    public string Sums { get; }

    /// <summary>Gets the proxy that is asked first.</summary>
    public LoopbackGoProxy First { get; private set; }

    /// <summary>Gets the proxy behind it.</summary>
    public LoopbackGoProxy Second { get; }

    /// <summary>Gets the name server that RUN steps ask after <see cref="AskNames"/>.</summary>
    public LoopbackDns? Dns { get; private set; }

    /// <summary>Gets the registry after <see cref="WithRegistryAsync"/>.</summary>
    public LoopbackRegistry? Registry { get; private set; }

    public static async Task<ChaosScene> CreateAsync() => new(await Golang.Value);

    /// <summary>Gives a loopback address that nothing else has.</summary>
    public static IPAddress NextAddress()
    {
        var next = Interlocked.Increment(ref _addresses);
        return new([127, (byte)(Environment.ProcessId % 200 + 1), (byte)(next / 250 + 1), (byte)(next % 250 + 2)]);
    }

    /// <summary>Writes the Dockerfile, with this in the place of the download.</summary>
    public void Dockerfile(string download) => Service.Write("Dockerfile", $"""
        FROM {Golang124} AS build
        WORKDIR /src
        COPY go.mod go.sum ./
        {download}
        COPY . .
        RUN CGO_ENABLED=0 go build -o /out/app .
        FROM scratch
        COPY --from=build /out/app /app

        """);

    /// <summary>Writes the settings.</summary>
    /// <param name="modules">How the build gets its modules.</param>
    /// <param name="separator">What stands between the two proxies; empty for the first alone.</param>
    public void Settings(string modules, string separator) =>
        Configure(modules, separator.Length == 0 ? First.Url : $"{First.Url}{separator}{Second.Url}");

    /// <summary>Has RUN steps ask a name server of the test, and Go ask the first proxy by a name that only that server knows.</summary>
    public void AskNames(DnsAnswer answer)
    {
        var proxy = new Uri(First.Url);
        Dns = LoopbackDns.Start(NextAddress(), ProxyName, IPAddress.Parse(proxy.Host));
        Dns.Answer = answer;
        _atEnd.Add(Dns.DisposeAsync);
        Configure("off", $"http://{ProxyName}:{proxy.Port}");
        Service.Write("resolv.conf", $"nameserver {Dns.Address}\noptions timeout:2 attempts:1\n");
        Dockerfile("RUN --mount=type=bind,source=resolv.conf,target=/etc/resolv.conf go mod download");
    }

    /// <summary>Ends the first proxy: connections to it are refused until something starts it again.</summary>
    public async Task<Action> StopFirstAsync()
    {
        var address = new Uri(First.Url);
        await First.DisposeAsync();
        _firstStopped = true;
        return () =>
        {
            _firstStopped = false;
            First = LoopbackGoProxy.Start(Service.File("proxy"), null, IPAddress.Parse(address.Host), address.Port);
        };
    }

    /// <summary>Puts a registry behind a front that can be made to fail.</summary>
    public async Task<FaultyRegistry> WithRegistryAsync(string? htpasswd = null)
    {
        Registry = await LoopbackRegistry.StartAsync(htpasswd);
        var front = FaultyRegistry.Start(Registry, NextAddress());
        _atEnd.Add(Registry.DisposeAsync);
        _atEnd.Add(front.DisposeAsync);
        return front;
    }

    /// <summary>Puts a base image into the registry that the engine does not have, and gives its repository with a tag.</summary>
    public async Task<string> PushBaseAsync()
    {
        var tag = $"{Guid.NewGuid():N}";
        await Registry!.PushAsync("chaos/base", tag);
        return $"chaos/base:{tag}";
    }

    /// <summary>Has the last stage stand on an image.</summary>
    public void From(string image) => Service.Replace("Dockerfile", "FROM scratch", $"FROM {image}");

    /// <summary>Ends something with the scene.</summary>
    public void AtEnd(Func<ValueTask> end) => _atEnd.Add(end);

    /// <summary>Does something as soon as the log of an attempt holds a text.</summary>
    public void WhenLogged(string text, Action action) => _watches.Add(Task.Run(async () =>
    {
        while (!_over.IsCancellationRequested && !Logs().Any(log => log.Contains(text, StringComparison.OrdinalIgnoreCase)))
        {
            await Task.Delay(20);
        }

        if (!_over.IsCancellationRequested)
        {
            action();
        }
    }));

    /// <summary>Gets the arguments of the run that only an arranged scene knows.</summary>
    public List<string> Arguments { get; } = [];

    public Task<HostRun> RunAsync(params string[] arguments) => Service.RunAsync(["--target=Image", .. Arguments, .. arguments]);

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await Task.WhenAll(_watches);
        _over.Dispose();
        if (!_firstStopped)
        {
            await First.DisposeAsync();
        }

        await Second.DisposeAsync();
        foreach (var end in Enumerable.Reverse(_atEnd))
        {
            await end();
        }

        Service.Dispose();
    }

    private void Configure(string modules, string goproxy) => Service.Write("cake.config", $"""
        [GoDocker]
        Image={Service.Image}
        GoProxy={goproxy}
        GoSumDb=off
        Modules={modules}
        Cache=cache
        RunNetwork=host
        """);

    private IEnumerable<string> Logs()
    {
        var folder = Service.File("artifacts/godocker");
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "attempt-*.log").Select(ReadShared) : [];
    }

    // The host is still writing it.
    private static string ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // Any build of ours with BaseFallback=local leaves one in the engine.
    private static async Task<string> FindGolangAsync()
    {
        using var service = new OrdersService();
        for (var attempt = 0; ; attempt++)
        {
            var list = await service.DockerAsync("image", "ls", "--filter", "reference=godocker.local/golang", "--format", "{{.Repository}}:{{.Tag}}");
            if (list.Split('\n', StringSplitOptions.RemoveEmptyEntries) is [var name, ..])
            {
                return name;
            }

            attempt.Should().Be(0, "a build on golang:1.24 assembles it");
            (await service.RunAsync("--target=Image")).ShouldSucceed();
        }
    }
}
