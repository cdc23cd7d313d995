using GoDockerTasks.Checks;
using GoDockerTasks.Errors;
using GoDockerTasks.Io;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Images.Checks;

/// <summary>BuildKit: the builder that is used, and whether it runs.</summary>
/// <param name="processes">Runs docker.</param>
/// <param name="settings">The builder that is named.</param>
internal sealed class BuildKitCheck(IProcessRunner processes, ServiceSettings settings) : ICheck
{
    /// <inheritdoc />
    public string Name => "BuildKit";

    /// <inheritdoc />
    public TimeSpan Deadline => TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var builder = settings.Build.Builder;
        var answer = await DockerCommand.AskAsync(
            processes, ["buildx", "inspect", .. builder is null ? Array.Empty<string>() : [builder]], cancellationToken);
        string? Value(string name) => answer.Output.Split('\n').Select(line => line.Trim())
            .FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?[name.Length..].Trim();

        // Another 'Name:' is that of the builder's node.
        var (name, driver, error) = (Value("Name:"), Value("Driver:"), Value("Error:"));
        if (!answer.Succeeded || error is not null)
        {
            return [Finding.Broken(
                $"builder {builder ?? name}: {error ?? DockerCommand.FirstLine(answer)}", "docker buildx ls; docker buildx use default", ExitCode.Machine)];
        }

        var status = Value("Status:");
        var evidence = $"builder {name}, driver {driver}, {status}";
        return [driver == EngineInfo.DockerDriver || status is null or "running"
            ? Finding.Ok(evidence)
            : Finding.Warning($"{evidence}: its first build pulls moby/buildkit through the daemon's own proxy and mirrors", $"docker buildx inspect --bootstrap {name}")];
    }
}
