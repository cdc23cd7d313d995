namespace GoDockerTasks.Dockerfiles.Stages;

/// <summary>What a build brings to a Dockerfile from outside.</summary>
public sealed record StageInputs
{
    /// <summary>Gets the build args that have a value.</summary>
    public IReadOnlyDictionary<string, string> BuildArgs { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the platform to build for, such as <c>linux/arm64</c>.</summary>
    /// <value>The default is <c>linux/amd64</c>.</value>
    public string Platform { get; init; } = "linux/amd64";

    /// <summary>Gets the further platforms of the same build.</summary>
    /// <value>The default is none. What only they come to, as by <c>FROM build-${TARGETARCH}</c>, belongs to the build, too.</value>
    public IReadOnlyList<string> OtherPlatforms { get; init; } = [];

    /// <summary>Gets the platform of the builder.</summary>
    /// <value>The default is <c>linux/amd64</c>.</value>
    public string BuilderPlatform { get; init; } = "linux/amd64";

    /// <summary>Gets the stage to build; null for the last one.</summary>
    public string? Target { get; init; }

    /// <summary>Gets the names of the user's own named build contexts; they come before images of the same name.</summary>
    public IReadOnlySet<string> NamedContexts { get; init; } = new HashSet<string>();

    /// <summary>Gets the environment of base images, as <c>docker image inspect</c> tells it: reference to variables.</summary>
    /// <value>An image that is not in it is not known.</value>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> BaseEnvironments { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>Gets the users that base images start with: reference to user.</summary>
    /// <value>An image that is not in it starts as root.</value>
    public IReadOnlyDictionary<string, string> BaseUsers { get; init; } = new Dictionary<string, string>();
}
