using GoDockerTasks.Errors;
using GoDockerTasks.Io;

namespace GoDockerTasks.Images;

/// <summary>Starts buildx as docker does, without docker in between.</summary>
/// <remarks>
/// Each <c>docker buildx</c> starts the plugin twice, the first time only to ask who it is. That and docker's own start are a third
/// of a build in which nothing changed. What the plugin does and says is the same, because it is started with docker's own words.
/// </remarks>
/// <param name="processes">Starts everything.</param>
/// <param name="environment">The environment variables.</param>
internal sealed class DirectBuildx(IProcessRunner processes, IReadOnlyDictionary<string, string> environment) : IProcessRunner
{
    // How docker tells a plugin by which command it was called (docker/cli, cli-plugins); without it buildx speaks of itself under its path.
    private const string CalledBy = "DOCKER_CLI_PLUGIN_ORIGINAL_CLI_COMMAND";

    private readonly Lazy<string?> _plugin = new(() => BuildxPlugin.Find(environment));

    /// <inheritdoc />
    public async Task<int> RunAsync(ProcessSpec spec, Action<ProcessLine> onLine, CancellationToken cancellationToken)
    {
        if (spec is not { FileName: "docker", Arguments: ["buildx", ..] } || _plugin.Value is not { } plugin)
        {
            return await processes.RunAsync(spec, onLine, cancellationToken);
        }

        var direct = spec with
        {
            FileName = plugin,
            Environment = new Dictionary<string, string?>(spec.Environment) { [CalledBy] = spec.FileName },
        };
        try
        {
            return await processes.RunAsync(direct, onLine, cancellationToken);
        }
        catch (GoDockerException e) when (e.Kind == ErrorKinds.ProgramNotStarted)
        {
            // docker says best what is wrong with its plugin.
            return await processes.RunAsync(spec, onLine, cancellationToken);
        }
    }
}
