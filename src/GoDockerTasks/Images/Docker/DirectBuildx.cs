using GoDockerTasks.Errors;
using GoDockerTasks.Io;

namespace GoDockerTasks.Images;

/// <summary>Starts buildx as docker does, without docker in between.</summary>
/// <remarks>
/// Each <c>docker buildx</c> starts the plugin twice, the first time only to ask who it is. That and docker's own start are a third
/// of a build in which nothing changed. The plugin says the same as ever, because it is started with docker's own words. What it
/// lacks is docker's socket that tells of a cancellation: it gets the signal itself.
/// </remarks>
/// <param name="processes">Starts everything.</param>
/// <param name="environment">The environment variables.</param>
internal sealed class DirectBuildx(IProcessRunner processes, IReadOnlyDictionary<string, string> environment) : IProcessRunner
{
    // How docker tells a plugin by which command it was called (docker/cli, cli-plugins); without it buildx's messages would name its own path.
    private const string CalledBy = "DOCKER_CLI_PLUGIN_ORIGINAL_CLI_COMMAND";

    // buildx's exit codes for a build that failed, and for arguments that it does not understand.
    private const int Failed = 1;
    private const int Usage = 125;

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
        var hasBegun = false;
        try
        {
            var exitCode = await processes.RunAsync(
                direct,
                line =>
                {
                    hasBegun |= line.Text is ['#' or '{', ..];
                    onLine(line);
                },
                cancellationToken);
            if (hasBegun || exitCode is 0 or Failed or Usage)
            {
                return exitCode;
            }
        }
        catch (GoDockerException e) when (e.Kind == ErrorKinds.ProgramNotStarted)
        {
        }

        // It could not be started, or ended at once by a crash or for a library that is missing: docker says what is wrong with its plugin.
        return await processes.RunAsync(spec, onLine, cancellationToken);
    }
}
