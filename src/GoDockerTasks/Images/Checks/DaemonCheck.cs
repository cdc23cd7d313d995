using GoDockerTasks.Checks;
using GoDockerTasks.Errors;
using GoDockerTasks.Io;
using GoDockerTasks.Network;
using GoDockerTasks.Network.Probing;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Images.Checks;

/// <summary>The Docker daemon: it answers, and through which HTTP proxy and mirrors it pulls.</summary>
/// <param name="processes">Runs docker.</param>
/// <param name="engine">Asks the daemon.</param>
/// <param name="settings">The HTTP proxy of RUN steps, to compare.</param>
/// <param name="lookup">Finds addresses.</param>
/// <param name="time">The clock.</param>
internal sealed class DaemonCheck(
    IProcessRunner processes, DockerEngine engine, ServiceSettings settings, NameLookup lookup, TimeProvider time) : ICheck
{
    private const long LittleRoom = 5_000_000_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc />
    public string Name => "docker daemon";

    /// <inheritdoc />
    public TimeSpan Deadline => TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        EngineInfo engineInfo;
        try
        {
            engineInfo = await engine.DetectAsync(settings.Build.Builder, cancellationToken);
        }
        catch (OperationCanceledException e)
        {
            throw new GoDockerException(ErrorKinds.DaemonNotRunning, $"it accepts connections and does not answer within {Deadline.TotalSeconds:0} s", e);
        }

        var answer = await DockerCommand.AskAsync(processes, ["info", "--format", "{{json .}}"], cancellationToken);
        var info = answer.Succeeded ? DockerInfo.TryRead(answer.Output) : null;
        var proxy = info?.HttpsProxy ?? info?.HttpProxy;
        List<Finding> findings =
        [
            Finding.Ok($"Docker Engine {engineInfo.Version} on {engineInfo.Platform}"
                + $"; pulls {(proxy is null ? "without an HTTP proxy" : $"through {ProxyAddress.WithoutCredentials(proxy)}")}"
                + (info?.Mirrors is { Count: > 0 } mirrors ? $"; mirrors {string.Join(' ', mirrors)}" : "")),
        ];
        if (proxy is not null && settings.HttpsProxy is null && settings.HttpProxy is null)
        {
            findings.Add(Finding.Warning(
                "the daemon has an HTTP proxy, which is for pulls only: RUN steps have none",
                $"export HTTPS_PROXY={ProxyAddress.WithoutCredentials(proxy)}"));
        }

        if (proxy is not null && info?.Name == Environment.MachineName && await ProblemAsync(proxy, cancellationToken) is { } problem)
        {
            findings.Add(Finding.Broken(
                $"the daemon's HTTP proxy {ProxyAddress.WithoutCredentials(proxy)} cannot be reached: {problem}; no base image can be pulled",
                "mend \"proxies\" in /etc/docker/daemon.json, or HTTPS_PROXY in the daemon's systemd unit, and restart docker",
                ExitCode.NetworkNeedsChange) with { LetsOthersGoOn = true });
        }

        if (info?.RootDirectory is { } root && Directory.Exists(root) && new DriveInfo(root).AvailableFreeSpace is var free && free < LittleRoom)
        {
            findings.Add(Finding.Warning($"{root} has {free / 1e9:0.0} GB left", "docker builder prune"));
        }

        return findings;
    }

    // Whatever it answers to such a request: it is there.
    private async Task<string?> ProblemAsync(string proxy, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(proxy.Contains("://", StringComparison.Ordinal) ? proxy : "http://" + proxy, UriKind.Absolute, out var address))
        {
            return "it is no address";
        }

        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var host = new HostProbe(
            new UriBuilder(address) { UserName = "", Password = "" }.Uri, settings with { HttpProxy = null, HttpsProxy = null }, lookup, time);
        var probe = await host.RunAsync(
            async (http, token) =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                using var response = await http.SendAsync(request, token);
                return null;
            },
            Patience,
            deadline.Token,
            either.Token);
        return probe.Ok ? null : $"{probe.StageName}: {probe.Error}";
    }
}
