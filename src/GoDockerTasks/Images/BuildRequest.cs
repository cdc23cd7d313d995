using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Modules;
using GoDockerTasks.Network;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Images;

/// <summary>All that one attempt at a build needs to know.</summary>
public sealed record BuildRequest
{
    /// <summary>Gets what to build, and under which names.</summary>
    public required ServiceSettings Settings { get; init; }

    /// <summary>Gets the way through the network.</summary>
    public required NetworkPlan Network { get; init; }

    /// <summary>Gets the Dockerfile.</summary>
    public required DockerfilePlan Dockerfile { get; init; }

    /// <summary>Gets the modules; null when Go downloads them in the build.</summary>
    public ModuleSnapshot? Modules { get; init; }

    /// <summary>Gets the files that our secrets are read from: id to full path.</summary>
    /// <value>The default is none: docker gets them through its environment.</value>
    public IReadOnlyDictionary<string, string> SecretFiles { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets where the base images really come from.</summary>
    public IReadOnlyList<BaseImage> Bases { get; init; } = [];

    /// <summary>Gets what the image's first name stood for before; null when that is not known.</summary>
    public EngineImage? Previous { get; init; }

    /// <summary>Gets the attempt's number.</summary>
    /// <value>From 1, which is the default.</value>
    public int Attempt { get; init; } = 1;

    /// <summary>Gets how long the attempt may take; what is still running then is ended, and the attempt has failed.</summary>
    /// <value>The default is null: for ever.</value>
    public TimeSpan? TimeLeft { get; init; }

    /// <summary>Gets the builder's driver.</summary>
    /// <value>The default is <c>docker</c>: builds run in the daemon.</value>
    public string Driver { get; init; } = EngineInfo.DockerDriver;

    /// <summary>Gets the image's names with tags.</summary>
    public IReadOnlyList<string> References => [.. Settings.Tags.Select(tag => $"{Settings.Image}:{tag}")];
}
