using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Stages;
using GoDockerTasks.Network;

namespace GoDockerTasks.Dockerfiles;

/// <summary>Everything that decides how a Dockerfile is rewritten.</summary>
public sealed record RewriteInput
{
    /// <summary>Gets the Dockerfile, a valid one.</summary>
    public required Dockerfile Dockerfile { get; init; }

    /// <summary>Gets the full path of the user's Dockerfile.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the user's Dockerfile, byte for byte.</summary>
    public required byte[] Original { get; init; }

    /// <summary>Gets the content of the ignore file that belongs to it; null when there is none.</summary>
    public string? Ignore { get; init; }

    /// <summary>Gets what the build brings from outside: build args, platform, target, base images' environments.</summary>
    public StageInputs Stages { get; init; } = new();

    /// <summary>Gets the way through the network that Go takes for what the snapshot does not hold.</summary>
    public required NetworkPlan Network { get; init; }

    /// <summary>Gets a value indicating whether there is a module snapshot to mount.</summary>
    public bool HasSnapshot { get; init; }

    /// <summary>Gets a value indicating whether the snapshot holds all that the go.mod files of the build context can make Go ask for.</summary>
    public bool SnapshotIsWhole { get; init; }

    /// <summary>Gets a value indicating whether the snapshot lacks private modules, so that Go has to get them from version control.</summary>
    public bool LacksPrivate { get; init; }

    /// <summary>Gets a value indicating whether Go may ask nobody but the snapshot.</summary>
    public bool Hermetic { get; init; }

    /// <summary>Gets a value indicating whether anything may be changed.</summary>
    /// <value>The default is true; <c>--rewrite=off</c> makes it false.</value>
    public bool Rewrite { get; init; } = true;

    /// <summary>Gets what keeps the cache mounts of one service, platform and trust apart from all others.</summary>
    /// <value>Any text; cache mount ids carry its hash.</value>
    public required string CacheScope { get; init; }

    /// <summary>Gets a value indicating whether Go needs no modules: there is a vendor folder, or nothing but the standard library is required.</summary>
    public bool NeedsNoModules { get; init; }

    /// <summary>Gets the go.env files of base images, where they are known: reference to text.</summary>
    /// <value>The default is none known: upstream's is taken for them.</value>
    public IReadOnlyDictionary<string, string> BaseGoEnv { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the CA certificates, in PEM, that Go has to trust besides the image's; null when there are none.</summary>
    public string? CaCertificates { get; init; }

    /// <summary>Gets the URL of the mirror for apt; null for the distribution's own hosts.</summary>
    public string? AptMirror { get; init; }

    /// <summary>Gets the URL of the mirror for apk; null for Alpine's own hosts.</summary>
    public string? ApkMirror { get; init; }

    /// <summary>Gets the files with the sources of apt and apk in base images, where they are known: reference to path to text.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> PackageSources { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>Gets the newest Dockerfile syntax that the builder's own frontend knows.</summary>
    /// <value>The default is 1.4, that of Docker Engine 23, the oldest one supported.</value>
    public Version BuiltInSyntax { get; init; } = new(1, 4);
}
