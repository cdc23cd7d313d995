using GoDockerTasks.Checks;
using GoDockerTasks.Errors;
using GoDockerTasks.Io;
using GoDockerTasks.Network;

namespace GoDockerTasks.Images.Checks;

/// <summary>The docker client: installed, with buildx. It fetches registry tokens itself, through its own HTTP proxy.</summary>
/// <param name="processes">Runs docker.</param>
/// <param name="proxies">The HTTP proxies of the client's config.json, which docker gives to RUN steps by itself.</param>
internal sealed class ClientCheck(IProcessRunner processes, IReadOnlyDictionary<string, string> proxies) : ICheck
{
    /// <inheritdoc />
    public string Name => "docker client";

    /// <inheritdoc />
    public TimeSpan Deadline => TimeSpan.FromSeconds(4);

    /// <inheritdoc />
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var client = DockerCommand.AskAsync(processes, ["--version"], cancellationToken);
        var buildx = await DockerCommand.AskAsync(processes, ["buildx", "version"], cancellationToken);
        if (!buildx.Succeeded)
        {
            throw new GoDockerException(ErrorKinds.BuildxMissing, $"'docker buildx version' says: {DockerCommand.FirstLine(buildx)}");
        }

        var given = proxies.Count == 0 ? "" : "; config.json gives RUN steps "
            + string.Join(", ", proxies.Select(proxy => $"{proxy.Key}={ProxyAddress.WithoutCredentials(proxy.Value)}"));
        return [Finding.Ok($"{DockerCommand.FirstLine(await client)}; {DockerCommand.FirstLine(buildx)}{given}")];
    }
}
