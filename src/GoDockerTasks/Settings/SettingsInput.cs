namespace GoDockerTasks.Settings;

/// <summary>Where settings come from. A front end fills it; nothing else of the machine is read.</summary>
public sealed record SettingsInput
{
    /// <summary>Gets the folder that relative paths are relative to.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Gets the command-line arguments by name, without the dashes.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Arguments { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Gets the environment variables.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the variables of Go's configuration files, by name. The user's count like the environment, but less.</summary>
    public IReadOnlyDictionary<string, GoEnvValue> GoEnvironment { get; init; } = new Dictionary<string, GoEnvValue>();

    /// <summary>Gets the look-up of <c>GoDocker_Key</c> in cake.config; null when it is not there.</summary>
    public Func<string, string?> Configured { get; init; } = _ => null;

    /// <summary>Gets the keys under <c>[GoDocker]</c> in cake.config, so that a misspelt one is noticed.</summary>
    public IReadOnlyCollection<string> ConfiguredKeys { get; init; } = [];

    /// <summary>Gets the HTTP proxies of the docker client's configuration, by variable name; the weakest source.</summary>
    public IReadOnlyDictionary<string, string> DockerProxies { get; init; } = new Dictionary<string, string>();
}
