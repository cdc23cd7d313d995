using GoDockerTasks.Dockerfiles.Rewriting;
using GoDockerTasks.Io;
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
        var options = settings.Build;

        return
        [
            "buildx", "build",
            .. Optional("--builder", options.Builder),
            "--file", dockerfile,
            .. request.References.Order(StringComparer.Ordinal).SelectMany(name => Flag("--tag", name)),
            .. Sorted("--label", settings.Labels),
            .. Sorted("--annotation", options.Annotations),
            .. Optional("--target", settings.Stage),
            .. Optional("--platform", settings.Platforms.Count == 0 ? null : string.Join(',', settings.Platforms)),
            .. Each("--build-arg", BuildArgs(request).Select(argument => argument.Value is null ? argument.Name : $"{argument.Name}={argument.Value}")),
            .. Each("--build-context", Contexts(request).Select(context => $"{context.Name}={context.Place}")),
            .. Each("--secret", BuildVariables.SecretArguments(request, CsvLine.Doubled)),
            .. Each("--secret", settings.Secrets),
            .. Each("--ssh", settings.Ssh),
            .. Optional("--network", NetworkMode(settings.RunNetwork)),
            .. Each("--add-host", options.AddHosts),
            .. Each("--allow", options.Allow),
            .. Each("--cache-from", options.CacheFrom),
            .. Each("--cache-to", CacheTo(request)),
            .. Switch("--pull", Pulls(request)),
            .. Switch("--no-cache", options.NoCache),
            .. Each("--no-cache-filter", options.NoCacheFilter),
            .. Optional("--provenance", options.Provenance),
            .. Optional("--sbom", options.Sbom),
            .. Each("--attest", options.Attestations),
            .. Optional("--shm-size", options.ShmSize),
            .. Each("--ulimit", options.Ulimits),
            .. Optional("--cgroup-parent", options.CgroupParent),
            .. Each("--output", Outputs(request)),
            "--progress", progress,
            "--metadata-file", metadata,
            .. options.Arguments,
            settings.Context,
        ];
    }

    /// <summary>Gives the build args in order; those without a value take it from the environment.</summary>
    public static IEnumerable<(string Name, string? Value)> BuildArgs(BuildRequest request)
    {
        var user = request.Settings.BuildArgs;

        return
        [
            .. user.OrderBy(argument => argument.Key, StringComparer.Ordinal).Select(argument => (argument.Key, argument.Value)),
            .. BuildVariables.Proxies(request.Network)
                .Select(proxy => proxy.Name)
                .Where(name => !user.Keys.Contains(name, StringComparer.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)
                .Select(name => (name, (string?)null)),
        ];
    }

    /// <summary>Gives the named build contexts: the snapshot, the user's own, and where base images really come from.</summary>
    public static IEnumerable<(string Name, string Place)> Contexts(BuildRequest request)
    {
        if (request.Dockerfile.SnapshotContext is { } name && request.Modules is { } modules)
        {
            yield return (name, modules.Place);
        }

        if (request.Dockerfile.Settings.Count > 0)
        {
            yield return (Places.SettingsContext, BuildArtifacts.SettingsFolder(request));
        }

        foreach (var (context, place) in request.Settings.Build.Contexts.OrderBy(context => context.Key, StringComparer.Ordinal))
        {
            yield return (context, place);
        }

        foreach (var image in request.Bases.Where(image => image.Used != image.From).OrderBy(image => image.From, StringComparer.Ordinal))
        {
            yield return (ImageReference.Parse(image.From).ContextName, $"docker-image://{image.Used}");
        }
    }

    /// <summary>Gives the value of <c>--network</c>; null for the builder's own.</summary>
    public static string? NetworkMode(RunNetwork network) => network switch
    {
        RunNetwork.None => "none",
        RunNetwork.Host => "host",
        _ => null,
    };

    /// <summary>Gives where the result goes; none is into the engine.</summary>
    /// <remarks>The docker driver builds in the engine, where the image then is; any other one has to send it there.</remarks>
    public static IEnumerable<string> Outputs(BuildRequest request) =>
        request.Settings.Build.Outputs.Count > 0 ? request.Settings.Build.Outputs
        : request.Driver != EngineInfo.DockerDriver ? ["type=docker"]
        : [];

    /// <summary>Gives where cache is exported to; a cache that cannot be written fails no build.</summary>
    public static IEnumerable<string> CacheTo(BuildRequest request) => request.Settings.Build.CacheTo.Select(WithoutFailing);

    /// <summary>Says whether base images are looked for in their registries; home-made ones are in none.</summary>
    public static bool Pulls(BuildRequest request) =>
        request.Settings.Build.Pull && !request.Bases.Any(image => image.Via == BaseImageSource.LocalToolchain);

    // inline goes with the image and cannot fail by itself; it does not know the attribute.
    private static string WithoutFailing(string cache) =>
        cache.Contains("ignore-error", StringComparison.Ordinal) || cache.StartsWith("type=inline", StringComparison.Ordinal) ? cache
        : cache.Contains('=', StringComparison.Ordinal) ? $"{cache},ignore-error=true"
        : $"type=registry,ref={cache},ignore-error=true";

    private static IEnumerable<string> Sorted(string flag, IReadOnlyDictionary<string, string> values) =>
        Each(flag, values.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => $"{value.Key}={value.Value}"));

    private static IEnumerable<string> Each(string flag, IEnumerable<string> values) => values.SelectMany(value => Flag(flag, value));

    private static IEnumerable<string> Optional(string flag, string? value) => value is null ? [] : Flag(flag, value);

    private static IEnumerable<string> Switch(string flag, bool on) => on ? [flag] : [];

    private static IEnumerable<string> Flag(string flag, string value) => [flag, value];
}
