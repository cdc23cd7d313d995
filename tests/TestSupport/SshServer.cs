using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace GoDockerTasks.TestSupport;

/// <summary>The real <c>sshd</c> on a loopback port, with a host key and a user key of its own.</summary>
public sealed class SshServer : IAsyncDisposable
{
    private readonly ServerProcess process;

    private SshServer(ServerProcess process, int port, string folder) =>
        (this.process, Port, UserKey, KnownHosts) =
            (process, port, Path.Combine(folder, "user"), Path.Combine(folder, "known_hosts"));

    /// <summary>Gets the port.</summary>
    public int Port { get; }

    /// <summary>Gets the path of the private key that opens the door.</summary>
    public string UserKey { get; }

    /// <summary>Gets the path of a known_hosts file with the server's key.</summary>
    public string KnownHosts { get; }

    /// <summary>Starts the server in a folder that only the test's user can write.</summary>
    public static async Task<SshServer> StartAsync(string folder, CancellationToken cancellationToken = default)
    {
        Directory.CreateDirectory(folder);
        if (Environment.UserName == "root")
        {
            Directory.CreateDirectory("/run/sshd");
        }

        var port = FreePort();
        var (host, user, log) = (Path.Combine(folder, "host"), Path.Combine(folder, "user"), Path.Combine(folder, "log"));
        foreach (var key in new[] { host, user })
        {
            using var keygen = Process.Start(Programs.Require("ssh-keygen"), ["-q", "-t", "ed25519", "-N", "", "-f", key]);
            await keygen.WaitForExitAsync(cancellationToken);
        }

        await File.WriteAllTextAsync(
            Path.Combine(folder, "known_hosts"), $"[127.0.0.1]:{port} {await File.ReadAllTextAsync(host + ".pub", cancellationToken)}", cancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "config"),
            $"""
            Port {port}
            ListenAddress 127.0.0.1
            HostKey {host}
            PidFile none
            AuthorizedKeysFile {user}.pub
            PermitRootLogin prohibit-password
            PasswordAuthentication no
            StrictModes no
            UsePAM no

            """,
            cancellationToken);
        var process = ServerProcess.Start(log, Programs.Require("sshd"), "-D", "-e", "-f", Path.Combine(folder, "config"));
        await process.WaitUntilAsync(() => AnswersAsync(port), "sshd", log, cancellationToken);
        return new(process, port, folder);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await process.StopAsync();
        process.Dispose();
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
