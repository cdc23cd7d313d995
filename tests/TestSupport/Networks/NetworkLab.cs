using System.Diagnostics;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace GoDockerTasks.TestSupport.Networks;

/// <summary>
/// A network of its own with a Docker engine, in which anything can be broken: nothing in it reaches the machine's network,
/// and nothing outside reaches it.
/// </summary>
/// <remarks>
/// <see cref="Bridge"/> is seen by this lab's host and by RUN steps, 127.0.0.1 by its host alone. Each of the two asks a name server of its own.
/// </remarks>
public sealed class NetworkLab : IAsyncDisposable
{
    /// <summary>The address of docker0, which the host and containers reach.</summary>
    public const string Bridge = "172.17.0.1";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gdt-");

    private NetworkLab(PrivateDockerd engine)
    {
        Engine = engine;
        OpenToAll(folder.FullName);
    }

    /// <summary>Gets the engine. Its containers ask the name server at <see cref="Bridge"/>.</summary>
    public PrivateDockerd Engine { get; }

    internal NetworkNamespace Network => new(Engine.ProcessId);

    /// <summary>Starts it.</summary>
    /// <param name="more">More of the engine's configuration, beginning with a comma; empty for none.</param>
    public static async Task<NetworkLab> StartAsync(string more = "")
    {
        var engine = await PrivateDockerd.StartAsync(new() { Configuration = $$"""{ "dns": ["{{Bridge}}"]{{more}} }""" });
        var lab = new NetworkLab(engine);
        await lab.RunAsync("ip", "link", "set", "lo", "up");
        return lab;
    }

    /// <summary>Serves a folder in GOPROXY layout over HTTP, or TLS.</summary>
    public LoopbackGoProxy Serve(string goproxy, string address = Bridge, X509Certificate2? certificate = null, int port = 0) =>
        LoopbackGoProxy.Start(goproxy, certificate, Network.Listen(IPAddress.Parse(address), port));

    /// <summary>Starts the name server of the host (127.0.0.1) or of RUN steps (<see cref="Bridge"/>).</summary>
    public Task<NameServer> ServeNamesAsync(string address, NameServerManner manner, params string[] options) =>
        NameServer.StartAsync(this, IPAddress.Parse(address), manner, options);

    /// <summary>Starts tinyproxy as HTTP proxy.</summary>
    public Task<RealHttpProxy> ServeTinyproxyAsync(int? port = null, (string User, string Password)? login = null) =>
        RealHttpProxy.StartTinyproxyAsync(this, Bridge, port ?? FreePort(Bridge), login);

    /// <summary>Starts squid as HTTP proxy, for the user <c>shop</c> with the password <c>right-password</c>.</summary>
    public Task<RealHttpProxy> ServeSquidAsync(string? forbidden = null) => RealHttpProxy.StartSquidAsync(this, Bridge, forbidden);

    /// <summary>Starts nginx with TLS in front of a folder.</summary>
    public Task<TlsMirror> ServeTlsAsync(X509Certificate2 certificate, string goproxy, int port = 443) =>
        TlsMirror.StartAsync(this, Bridge, port, certificate, goproxy);

    /// <summary>Gives what stands before a command that shall run in this network, with this name server.</summary>
    public IReadOnlyList<string> Inside(string nameServer)
    {
        var file = File($"resolv-{nameServer}.conf");
        System.IO.File.WriteAllText(file, $"nameserver {nameServer}\noptions timeout:2 attempts:1\n");
        return
        [
            .. Engine.InNetwork, Programs.Require("unshare"), "--mount", "sh", "-c",
            $"mount --bind {file} /etc/resolv.conf && exec \"$@\"", "sh",
        ];
    }

    /// <summary>Runs a program of the machine in this network and expects it to succeed.</summary>
    public async Task RunAsync(string program, params string[] arguments)
    {
        var inside = Engine.InNetwork;
        using var process = Process.Start(inside[0], [.. inside.Skip(1), Programs.Require(program), .. arguments]);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>Lets servers into a folder that give up being root: squid does.</summary>
    internal static void OpenToAll(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
        }
    }

    internal string File(string name) => Path.Combine(folder.FullName, name);

    internal ServerProcess StartProgram(string log, string program, IReadOnlyList<string> arguments)
    {
        var inside = Engine.InNetwork;
        return ServerProcess.Start(log, inside[0], [.. inside.Skip(1), Programs.Require(program), .. arguments]);
    }

    internal int FreePort(string address)
    {
        using var listener = Network.Listen(IPAddress.Parse(address));
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Says whether something listens there.</summary>
    internal bool Answers(string address, int port) => Network.CanConnect(IPAddress.Parse(address), port);
}
