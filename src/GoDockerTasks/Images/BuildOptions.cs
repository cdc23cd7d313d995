namespace GoDockerTasks.Images;

/// <summary>The flags of <c>docker buildx build</c> that most services never need, and the limits of a build.</summary>
/// <remarks>See https://docs.docker.com/reference/cli/docker/buildx/build/. A flag that is not here goes into <see cref="Arguments"/>.</remarks>
public sealed record BuildOptions
{
    /// <summary>Gets the builder to use (<c>--builder</c>).</summary>
    /// <value>The default is null: BUILDX_BUILDER, or the one that was chosen with <c>docker buildx use</c>.</value>
    public string? Builder { get; init; }

    /// <summary>Gets where cache is imported from, in docker's own form, such as <c>type=registry,ref=…</c>.</summary>
    public IReadOnlyList<string> CacheFrom { get; init; } = [];

    /// <summary>Gets where cache is exported to, in docker's own form.</summary>
    /// <value>An export that says nothing else has <c>ignore-error=true</c>: a cache that cannot be written fails no build.</value>
    public IReadOnlyList<string> CacheTo { get; init; } = [];

    /// <summary>Gets the OCI annotations, such as <c>org.opencontainers.image.source=…</c>.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the provenance attestation: <c>true</c>, <c>false</c>, <c>mode=min</c>, <c>mode=max</c>.</summary>
    /// <value>The default is null: the builder's own.</value>
    public string? Provenance { get; init; }

    /// <summary>Gets the SBOM attestation: <c>true</c>, <c>false</c>, <c>generator=…</c>.</summary>
    public string? Sbom { get; init; }

    /// <summary>Gets other attestations, in docker's own form.</summary>
    public IReadOnlyList<string> Attestations { get; init; } = [];

    /// <summary>Gets where the result goes, in docker's own form (<c>--output</c>).</summary>
    /// <value>The default is none: into the engine.</value>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>Gets named build contexts besides ours: name to folder, URL or <c>docker-image://…</c>.</summary>
    public IReadOnlyDictionary<string, string> Contexts { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets names for RUN steps to find: <c>host:address</c>.</summary>
    public IReadOnlyList<string> AddHosts { get; init; } = [];

    /// <summary>Gets the entitlements to grant, such as <c>security.insecure</c>.</summary>
    public IReadOnlyList<string> Allow { get; init; } = [];

    /// <summary>Gets a value indicating whether base images are looked for in their registries first.</summary>
    public bool Pull { get; init; }

    /// <summary>Gets a value indicating whether nothing is taken from the build cache.</summary>
    public bool NoCache { get; init; }

    /// <summary>Gets the stages for which nothing is taken from the build cache.</summary>
    public IReadOnlyList<string> NoCacheFilter { get; init; } = [];

    /// <summary>Gets the size of <c>/dev/shm</c> in RUN steps, such as <c>64m</c>.</summary>
    public string? ShmSize { get; init; }

    /// <summary>Gets limits for RUN steps, such as <c>nofile=1024:1024</c>.</summary>
    public IReadOnlyList<string> Ulimits { get; init; } = [];

    /// <summary>Gets the parent cgroup of RUN steps.</summary>
    public string? CgroupParent { get; init; }

    /// <summary>Gets the time that the image says it was made, in seconds since 1970, so that equal builds make equal images.</summary>
    public long? SourceDateEpoch { get; init; }

    /// <summary>Gets arguments that are passed on as they are.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Gets how long a transfer may stand still: a pull, a push, the context. A silent RUN is no transfer.</summary>
    /// <value>The default is 2 minutes; zero is for ever.</value>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Gets how long one RUN may take.</summary>
    /// <value>The default is zero: for ever, since nobody knows what it does.</value>
    public TimeSpan StepTimeout { get; init; }

    /// <summary>Gets a value indicating whether the image ends up in the engine, where it can be looked at and pushed from.</summary>
    public bool StaysInEngine => Outputs.Count == 0 || Outputs.Any(output =>
        output.Contains("type=image", StringComparison.Ordinal)
        || (output.Contains("type=docker", StringComparison.Ordinal) && !output.Contains("dest=", StringComparison.Ordinal)));

    /// <summary>Gets a value indicating whether the build itself pushes the image.</summary>
    public bool Publishes =>
        Outputs.Any(output => output.Contains("push=true", StringComparison.Ordinal) || output.Contains("type=registry", StringComparison.Ordinal))
        || Arguments.Any(argument => argument is "--push" or "--push=true");
}
