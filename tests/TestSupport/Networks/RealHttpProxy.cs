namespace GoDockerTasks.TestSupport.Networks;

/// <summary>A company's HTTP proxy: the real squid or tinyproxy, open or for one user.</summary>
public sealed class RealHttpProxy : IAsyncDisposable
{
    private readonly ServerProcess process;
    private readonly string accessLog;

    private RealHttpProxy(ServerProcess process, string accessLog, string address, int port) =>
        (this.process, this.accessLog, Authority) = (process, accessLog, $"{address}:{port}");

    /// <summary>Gets where it listens, such as <c>172.17.0.1:3128</c>.</summary>
    public string Authority { get; }

    /// <summary>Gets what was asked of it so far.</summary>
    public string Log => File.Exists(accessLog) ? File.ReadAllText(accessLog) : "";

    /// <summary>Starts tinyproxy, with a user and a password where it has to know who asks.</summary>
    internal static async Task<RealHttpProxy> StartTinyproxyAsync(NetworkLab lab, string address, int port, (string User, string Password)? login)
    {
        var (configuration, log) = (lab.File($"tinyproxy-{port}.conf"), lab.File($"tinyproxy-{port}.log"));
        await File.WriteAllTextAsync(
            configuration,
            $"""
            Port {port}
            Listen {address}
            Timeout 30
            LogLevel Connect
            {(login is { } known ? $"BasicAuth {known.User} {known.Password}" : "")}

            """);
        return await ReadyAsync(lab, lab.StartProgram(log, "tinyproxy", ["-d", "-c", configuration]), "tinyproxy", log, log, address, port);
    }

    /// <summary>Starts squid, which knows the user <c>shop</c> with the password <c>right-password</c>; others get 407.</summary>
    /// <param name="lab">Where it runs.</param>
    /// <param name="address">Where it listens.</param>
    /// <param name="forbidden">An address that it answers 403 for; null for none.</param>
    internal static async Task<RealHttpProxy> StartSquidAsync(NetworkLab lab, string address, string? forbidden)
    {
        var port = lab.FreePort(address);
        var folder = Directory.CreateDirectory(lab.File($"squid-{port}")).FullName;
        NetworkLab.OpenToAll(folder);
        var (configuration, log, access) = (Path.Combine(folder, "conf"), Path.Combine(folder, "log"), Path.Combine(folder, "access"));
        await File.WriteAllTextAsync(Path.Combine(folder, "users"), "shop:$apr1$godocker$bElIYOdyxGi4/5Tc3z6e1/\n");
        await File.WriteAllTextAsync(
            configuration,
            $"""
            http_port {address}:{port}
            pid_filename none
            cache deny all
            cache_mem 0 MB
            coredump_dir {folder}
            access_log stdio:{access}
            cache_log {folder}/cache.log
            shutdown_lifetime 0 seconds
            visible_hostname squid.test
            auth_param basic program /usr/lib/squid/basic_ncsa_auth {folder}/users
            acl known proxy_auth REQUIRED
            {(forbidden is null ? "" : $"acl refused dst {forbidden}\nhttp_access deny refused")}
            http_access allow known
            http_access deny all

            """);

        // As its own user, squid needs shared memory that everybody may use: not every machine's is.
        var ownSharedMemory = $"mount -t tmpfs -o mode=1777 tmpfs /dev/shm && exec {Programs.Require("squid")} -N -f \"$0\"";
        return await ReadyAsync(
            lab, lab.StartProgram(log, "unshare", ["--mount", "sh", "-c", ownSharedMemory, configuration]), "squid", log, access, address, port);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await process.StopAsync();
        process.Dispose();
    }

    private static async Task<RealHttpProxy> ReadyAsync(
        NetworkLab lab, ServerProcess process, string what, string log, string access, string address, int port)
    {
        await process.WaitUntilAsync(() => Task.FromResult(lab.Answers(address, port)), what, log, default);
        return new(process, access, address, port);
    }
}
