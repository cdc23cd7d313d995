using GoDockerTasks.Checks;
using GoDockerTasks.Errors;
using GoDockerTasks.Io;
using GoDockerTasks.Network;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Images.Checks;

/// <summary>The docker client: installed, with buildx. It fetches registry tokens itself, through its own HTTP proxy.</summary>
/// <param name="processes">Runs docker.</param>
/// <param name="proxies">The HTTP proxies of the client's config.json, which docker gives to RUN steps by itself.</param>
/// <param name="environment">The environment variables, for where config.json is and where programs are.</param>
internal sealed class ClientCheck(
    IProcessRunner processes, IReadOnlyDictionary<string, string> proxies, IReadOnlyDictionary<string, string> environment) : ICheck
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
        return
        [
            Finding.Ok($"{DockerCommand.FirstLine(await client)}; {DockerCommand.FirstLine(buildx)}{given}"),
            .. CredentialHelpers.Missing(DockerClientConfig.Path(environment), environment).Select(helper => Finding.Broken(
                $"{DockerClientConfig.Path(environment)} names {helper}, which is not in PATH: every pull that may need a login fails with it",
                $"install {helper}, or take its line out of {DockerClientConfig.Path(environment)} and log in again ('docker login')",
                ExitCode.Machine) with { LetsOthersGoOn = true }),
        ];
    }
}
