using GoDockerTasks.Checks;
using GoDockerTasks.Errors;
using GoDockerTasks.Io;
using GoDockerTasks.Network;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Images.Checks;

/// <summary>The Docker daemon: it answers, and through which HTTP proxy and mirrors it pulls.</summary>
/// <param name="processes">Runs docker.</param>
/// <param name="engine">Asks the daemon.</param>
/// <param name="settings">The HTTP proxy of RUN steps, to compare.</param>
internal sealed class DaemonCheck(IProcessRunner processes, DockerEngine engine, ServiceSettings settings) : ICheck
{
    private const long LittleRoom = 5_000_000_000;

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

        if (info?.RootDirectory is { } root && Directory.Exists(root) && new DriveInfo(root).AvailableFreeSpace is var free && free < LittleRoom)
        {
            findings.Add(Finding.Warning($"{root} has {free / 1e9:0.0} GB left", "docker builder prune"));
        }

        return findings;
    }
}
