using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using GoDockerTasks.TestSupport.Networks;

namespace GoDockerTasks.TestSupport;

/// <summary>
/// A Docker engine of a test's own, to stop, kill and starve. It lives in namespaces of its own: its containers, mounts and
/// bridge are nobody else's and go away with it, and it can reach no network at all.
/// </summary>
/// <remarks>Needs root and an installed Docker engine. A start takes about two seconds: share one where a test allows it.</remarks>
public sealed class PrivateDockerd : IAsyncDisposable
{
    private readonly DirectoryInfo directory;
    private readonly PrivateDockerdOptions options;
    private ServerProcess? process;

    private PrivateDockerd(DirectoryInfo directory, PrivateDockerdOptions options) =>
        (this.directory, this.options) = (directory, options);

    /// <summary>Gets the value for DOCKER_HOST.</summary>
    public string DockerHost => $"unix://{Socket}";

    /// <summary>Gets the socket's path; short, since a socket's path may have no more than 107 bytes.</summary>
    public string Socket => In("s");

    /// <summary>Gets what the engine has said so far.</summary>
    public string Log => File.ReadAllText(In("log"));

    /// <summary>Gets a value indicating whether the engine's process is there.</summary>
    public bool IsRunning => process is { HasExited: false };

    /// <summary>Gets the id of the process that holds the engine's namespaces open.</summary>
    internal int ProcessId => process!.Id;

    /// <summary>Gets what stands before a command that shall run in the engine's network, where <c>--network=host</c> is, too.</summary>
    public IReadOnlyList<string> InNetwork => [Programs.Require("nsenter"), "--target", $"{ProcessId}", "--net"];

    /// <summary>Opens something in the engine's network, such as a server that RUN steps can reach at an address of <see cref="AddAddressAsync"/>.</summary>
    public T OpenInNetwork<T>(Func<T> open) => new NetworkNamespace(ProcessId).Open(open);

    /// <summary>Gives the engine's network an address of its own, where the engine and its containers find what listens there.</summary>
    public async Task AddAddressAsync(IPAddress address)
    {
        var ip = $"{Programs.Require("busybox")} ip";
        await RunInNetworkAsync($"{ip} link set lo up && {ip} address add {address}/32 dev lo");
    }

    /// <summary>Starts an engine and waits until it answers.</summary>
    public static async Task<PrivateDockerd> StartAsync(
        PrivateDockerdOptions? options = null, CancellationToken cancellationToken = default)
    {
        var engine = new PrivateDockerd(Directory.CreateTempSubdirectory("gdt-"), options ?? new());
        try
        {
            await engine.StartAgainAsync(cancellationToken);
            return engine;
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the engine once more, on what it had.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken = default)
    {
        process?.Dispose();
        // Process ids of the namespace that is gone mean other processes in the next one.
        File.Delete(Socket);
        File.Delete(In("pid"));
        if (Directory.Exists(In("exec")))
        {
            Directory.Delete(In("exec"), recursive: true);
        }

        await File.WriteAllTextAsync(In("daemon.json"), options.Configuration, cancellationToken);

        // As process 1 of its namespace the engine takes all it started with it, however it ends.
        process = ServerProcess.Start(
            In("log"),
            Programs.Require("unshare"),
            [
                "--mount", "--pid", "--fork", "--kill-child=SIGKILL", "--mount-proc", "--net",
                "sh", "-c", Prepare, In("data"),
                Programs.Require("dockerd"), "--config-file", In("daemon.json"), "--data-root", In("data"),
                "--exec-root", In("exec"), "--pidfile", In("pid"), "--host", DockerHost,
            ]);
        await process.WaitUntilAsync(() => PingAsync(cancellationToken), "dockerd", In("log"), cancellationToken);
    }

    /// <summary>Stops the engine as an administrator would. <see cref="StartAgainAsync"/> starts it again.</summary>
    public Task StopAsync() => process?.StopAsync(child: true) ?? Task.CompletedTask;

    /// <summary>Ends the engine and all it runs without a warning.</summary>
    public Task KillAsync() => process?.KillAsync() ?? Task.CompletedTask;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process?.Dispose();
        directory.Delete(recursive: true);
    }

    private async Task RunInNetworkAsync(string script)
    {
        using var shell = Process.Start(InNetwork[0], [.. InNetwork.Skip(1), "sh", "-c", script]);
        await shell.WaitForExitAsync();
        if (shell.ExitCode != 0)
        {
            throw new InvalidOperationException($"'{script}' ended with {shell.ExitCode}.");
        }
    }

    // The mount is in the namespace that the engine has for itself.
    private string Prepare => options.DataMegabytes is { } size
        ? $"mkdir -p \"$0\" && mount -t tmpfs -o size={size}m none \"$0\" && exec \"$@\""
        : "exec \"$@\"";

    private string In(string name) => Path.Combine(directory.FullName, name);

    private async Task<bool> PingAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket), cancellationToken);
            await socket.SendAsync("GET /_ping HTTP/1.0\r\n\r\n"u8.ToArray(), cancellationToken);
            var answer = new byte[16];
            var length = await socket.ReceiveAsync(answer, cancellationToken);
            return Encoding.ASCII.GetString(answer, 0, length).Contains(" 200", StringComparison.Ordinal);
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
