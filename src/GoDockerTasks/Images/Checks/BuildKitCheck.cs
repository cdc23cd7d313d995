using GoDockerTasks.Checks;
using GoDockerTasks.Errors;
using GoDockerTasks.Io;
using GoDockerTasks.Network;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Images.Checks;

/// <summary>BuildKit: the builder that is used, whether it runs or can be started, and its own way to registries.</summary>
/// <param name="processes">Runs docker.</param>
/// <param name="settings">The builder that is named, and the HTTP proxies.</param>
internal sealed class BuildKitCheck(IProcessRunner processes, ServiceSettings settings) : ICheck
{
    // What buildx starts a builder from, where no driver option names another: https://docs.docker.com/build/builders/drivers/docker-container/.
    private const string BuildKitImage = "moby/buildkit:buildx-stable-1";

    private const string ContainerDriver = "docker-container";

    /// <inheritdoc />
    public string Name => "BuildKit";

    /// <inheritdoc />
    public TimeSpan Deadline => TimeSpan.FromSeconds(8);

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
        if (answer.Succeeded && error is not null && driver == ContainerDriver)
        {
            var node = answer.Output.Split('\n').Last(line => line.StartsWith("Name:", StringComparison.Ordinal))["Name:".Length..].Trim();
            return [await NotStartedAsync(name!, BuilderStart.Container(node), error, cancellationToken)];
        }

        if (!answer.Succeeded || error is not null)
        {
            return [Finding.Broken(
                $"builder {builder ?? name}: {error ?? DockerCommand.FirstLine(answer)}", "docker buildx ls; docker buildx use default", ExitCode.Machine)];
        }

        var status = Value("Status:");
        var evidence = $"builder {name}, driver {driver}, {status}";
        return driver == EngineInfo.DockerDriver ? [Finding.Ok(evidence)]
            :
            [
                status is null or "running" ? Finding.Ok(evidence) : await StartableAsync(evidence, name!, driver!, cancellationToken),
                .. OwnProxy(name!, driver!, Value("Driver Options:") ?? ""),
            ];
    }

    // docker says that the container does not run; why, it says itself.
    private async Task<Finding> NotStartedAsync(string name, string container, string error, CancellationToken cancellationToken)
    {
        var logs = await DockerCommand.AskAsync(processes, ["logs", "--tail", "1", container], cancellationToken);
        var last = DockerCommand.FirstLine(logs);
        return BuilderStart.Broken(name, logs.Succeeded && last.Length > 0 ? $"{error}; its container says: {last}" : error, container);
    }

    private async Task<Finding> StartableAsync(string evidence, string name, string driver, CancellationToken cancellationToken)
    {
        if (driver != ContainerDriver)
        {
            return Finding.Warning(evidence, $"docker buildx inspect --bootstrap {name}");
        }

        var present = await DockerCommand.AskAsync(processes, ["image", "inspect", "--format", "{{.Id}}", BuildKitImage], cancellationToken);
        return !present.Succeeded && await ImagePull.ProblemAsync(processes, BuildKitImage, "default", cancellationToken) is { } problem
            ? Finding.Broken(
                $"{evidence}; it is started from {BuildKitImage}, which the daemon cannot pull: {problem}",
                $"--godocker_builder=default, or docker buildx create --name {name}2 --driver-opt image=MIRROR/{BuildKitImage}",
                ExitCode.NetworkNeedsChange)
            : Finding.Warning(
                $"{evidence}: its first build starts it from {BuildKitImage}, which comes through the daemon's own proxy and mirrors",
                $"docker buildx inspect --bootstrap {name}");
    }

    /// <summary>A builder in a container of its own sees neither our HTTP proxy nor the daemon's.</summary>
    private IEnumerable<Finding> OwnProxy(string name, string driver, string options) =>
        driver == ContainerDriver && (settings.HttpsProxy ?? settings.HttpProxy) is not null
        && !options.Contains("env.http", StringComparison.OrdinalIgnoreCase)
            ? [Finding.Warning(
                $"builder {name} pulls and pushes without the HTTP proxy: its container has a network and an environment of its own",
                $"docker buildx create --name {name}2 --driver docker-container {string.Join(' ', DriverOptions())}")]
            : [];

    // buildx reads an option as a line of CSV: what holds commas is one quoted field.
    private IEnumerable<string> DriverOptions()
    {
        foreach (var (option, value) in new[]
                 {
                     ("env.http_proxy", settings.HttpProxy), ("env.https_proxy", settings.HttpsProxy), ("env.no_proxy", settings.NoProxy),
                 })
        {
            if (value is not null)
            {
                yield return $"--driver-opt '\"{option}={ProxyAddress.WithoutCredentials(value)}\"'";
            }
        }
    }
}
