using GoDockerTasks.Settings;

namespace GoDockerTasks.Images;

/// <summary>Writes a request as arguments of <c>docker buildx build</c>. Knows nothing about processes, and no secret.</summary>
internal static class BuildxArguments
{
    /// <summary>Gives the same arguments in the same order for equal requests, so that logs can be compared.</summary>
    /// <param name="request">What to build.</param>
    /// <param name="dockerfile">The path of the Dockerfile's copy.</param>
    /// <param name="metadata">Where buildx writes the digest.</param>
    /// <param name="progress">The form of the progress output.</param>
    public static IReadOnlyList<string> For(BuildRequest request, string dockerfile, string metadata, string progress)
    {
        var settings = request.Settings;

        return
        [
            "buildx", "build",
            "--file", dockerfile,
            .. request.References.Order(StringComparer.Ordinal).SelectMany(name => Flag("--tag", name)),
            .. settings.Labels.OrderBy(label => label.Key, StringComparer.Ordinal)
                .SelectMany(label => Flag("--label", $"{label.Key}={label.Value}")),
            .. Optional("--target", settings.Stage),
            .. Optional("--platform", settings.Platforms.Count == 0 ? null : string.Join(',', settings.Platforms)),
            .. BuildArgs(request).SelectMany(argument => Flag("--build-arg", argument)),
            .. Contexts(request).SelectMany(context => Flag("--build-context", context)),
            .. BuildVariables.Secrets(request.Dockerfile).SelectMany(secret => Flag("--secret", $"id={secret.Id},env={secret.Variable}")),
            .. settings.Secrets.SelectMany(secret => Flag("--secret", secret)),
            .. settings.Ssh.SelectMany(ssh => Flag("--ssh", ssh)),
            .. Network(settings.RunNetwork),
            .. Output(request),
            "--progress", progress,
            "--metadata-file", metadata,
            settings.Context,
        ];
    }

    private static IEnumerable<string> BuildArgs(BuildRequest request)
    {
        var user = request.Settings.BuildArgs;

        return
        [
            .. user.OrderBy(argument => argument.Key, StringComparer.Ordinal)
                .Select(argument => argument.Value is null ? argument.Key : $"{argument.Key}={argument.Value}"),
            .. BuildVariables.Proxies(request.Network)
                .Select(proxy => proxy.Name)
                .Where(name => !user.Keys.Contains(name, StringComparer.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<string> Contexts(BuildRequest request)
    {
        if (request.Dockerfile.SnapshotContext is { } name && request.Modules is { } modules)
        {
            yield return $"{name}={modules.Directory}";
        }

        foreach (var image in request.Bases.Where(image => image.Used != image.From).OrderBy(image => image.From, StringComparer.Ordinal))
        {
            yield return $"{ImageReference.Parse(image.From).ContextName}=docker-image://{image.Used}";
        }
    }

    private static IEnumerable<string> Network(RunNetwork network) => network switch
    {
        RunNetwork.None => Flag("--network", "none"),
        RunNetwork.Host => Flag("--network", "host"),
        _ => [],
    };

    // The docker driver builds in the engine, where the image then is; any other one has to send it there.
    private static IEnumerable<string> Output(BuildRequest request) =>
        request.Driver == EngineInfo.DockerDriver ? [] : ["--load"];

    private static IEnumerable<string> Optional(string flag, string? value) => value is null ? [] : Flag(flag, value);

    private static IEnumerable<string> Flag(string flag, string value) => [flag, value];
}
