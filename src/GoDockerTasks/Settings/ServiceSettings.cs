using GoDockerTasks.Modules;

using GoDockerTasks.Images;

namespace GoDockerTasks.Settings;

/// <summary>Everything a run can be told, read once before the first step. The steps read nothing else.</summary>
/// <remarks>The names, defaults and accepted values are in <c>SettingCatalogue</c>, which fills this record.</remarks>
public sealed record ServiceSettings
{
    // What is built.

    /// <summary>Gets the image's name without a tag, such as <c>registry.example.com/shop/orders</c>.</summary>
    /// <value>The default is the name of the context's folder, in lower case.</value>
    public string? Image { get; init; }

    /// <summary>Gets the tags of the image.</summary>
    /// <value>The default is <c>latest</c> alone.</value>
    public IReadOnlyList<string> Tags { get; init; } = ["latest"];

    /// <summary>Gets the full path of the build context.</summary>
    public required string Context { get; init; }

    /// <summary>Gets the full path of the Dockerfile.</summary>
    /// <value>The default is <c>Dockerfile</c> in the context.</value>
    public required string Dockerfile { get; init; }

    /// <summary>Gets the stage to build (<c>docker build --target</c>).</summary>
    /// <value>The default is the last one.</value>
    public string? Stage { get; init; }

    /// <summary>Gets the platforms, such as <c>linux/amd64</c>.</summary>
    /// <value>The default is none: the engine's own.</value>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>Gets the user's build args; a value of null is taken from the environment, as docker does.</summary>
    public IReadOnlyDictionary<string, string?> BuildArgs { get; init; } = new Dictionary<string, string?>();

    /// <summary>Gets the user's BuildKit secrets, in docker's own <c>id=…,src=…|env=…</c> form.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Gets the ssh agents or keys to expose, in docker's own form.</summary>
    public IReadOnlyList<string> Ssh { get; init; } = [];

    /// <summary>Gets the image's labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets where the image says what source it was built from.</summary>
    public MetadataPlace SourceMetadata { get; init; }

    /// <summary>Gets a value indicating whether the image is pushed when it is built.</summary>
    public bool Push { get; init; }

    /// <summary>Gets a value indicating whether every layer is searched for secrets before a push.</summary>
    /// <value>The default is false: only where Go was told a secret in the build.</value>
    public bool SearchLayers { get; init; }

    /// <summary>Gets the flags of <c>docker buildx build</c> that most services never need, and the limits of a build.</summary>
    public BuildOptions Build { get; init; } = new();

    // The network.

    /// <summary>Gets the GOPROXY list as the user wrote it.</summary>
    /// <value>The default is null: set nowhere.</value>
    public string? GoProxy { get; init; }

    /// <summary>Gets the GOPRIVATE patterns.</summary>
    public string? GoPrivate { get; init; }

    /// <summary>Gets the GONOPROXY patterns.</summary>
    public string? GoNoProxy { get; init; }

    /// <summary>Gets the GONOSUMDB patterns.</summary>
    public string? GoNoSumDb { get; init; }

    /// <summary>Gets the checksum database.</summary>
    public string? GoSumDb { get; init; }

    /// <summary>Gets the HTTP proxy for plain http.</summary>
    public string? HttpProxy { get; init; }

    /// <summary>Gets the HTTP proxy for https.</summary>
    public string? HttpsProxy { get; init; }

    /// <summary>Gets the proxy that RUN steps see as ALL_PROXY. Go and this tool take no notice of it.</summary>
    public string? AllProxy { get; init; }

    /// <summary>Gets the hosts that are reached without the HTTP proxy.</summary>
    public string? NoProxy { get; init; }

    /// <summary>Gets the path of a PEM file with CA certificates to trust besides the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>Gets the path of the netrc file with credentials of proxies and git servers.</summary>
    public string? NetrcFile { get; init; }

    /// <summary>Gets the image in which Go fetches private modules from version control: it has go, git and, for ssh, ssh.</summary>
    /// <value>The default is null: the Dockerfile's own golang image.</value>
    public string? GitImage { get; init; }

    /// <summary>Gets the path of the git configuration whose <c>url.….insteadOf</c> rules hold for private modules.</summary>
    /// <value>The default is null: <c>~/.gitconfig</c>.</value>
    public string? GitConfigFile { get; init; }

    /// <summary>Gets the path of the file with the keys of ssh hosts.</summary>
    /// <value>The default is null: <c>~/.ssh/known_hosts</c>.</value>
    public string? KnownHostsFile { get; init; }

    /// <summary>Gets where hosts that the user did not name may be used.</summary>
    public MirrorPolicy Mirrors { get; init; }

    /// <summary>Gets how long it is remembered which proxies work, on the network where it was found out.</summary>
    /// <value>From 0 (never) to 1 day. The default is 10 minutes; what fails drops it at once.</value>
    public TimeSpan ProbeMaxAge { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets the mirrors of registries: registry host (<c>docker.io</c>) to mirror hosts with an optional path, in the order in which they are asked.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> RegistryMirrors { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Gets the URL that Debian's and Ubuntu's folders (<c>debian</c>, <c>debian-security</c>, <c>ubuntu</c>) lie below, for apt in RUN steps.</summary>
    /// <value>The default is null: what the base image says.</value>
    public string? AptMirror { get; init; }

    /// <summary>Gets the URL that the folder <c>alpine</c> lies below, for apk in RUN steps.</summary>
    /// <value>The default is null: what the base image says.</value>
    public string? ApkMirror { get; init; }

    /// <summary>Gets the network of RUN steps.</summary>
    public RunNetwork RunNetwork { get; init; }

    // Modules and Dockerfile.

    /// <summary>Gets how the build gets its modules.</summary>
    public ModuleSource Modules { get; init; }

    /// <summary>Gets the full paths of the go.mod and go.work files whose modules are fetched.</summary>
    /// <value>The default is none: all that the build context lets in.</value>
    public IReadOnlyList<string> ModuleFiles { get; init; } = [];

    /// <summary>Gets the repository that keeps snapshots as images, such as <c>registry.example.com/go/modules</c>.</summary>
    /// <value>The default is null: none, or <see cref="PrivateModulesRepository"/>.</value>
    public string? ModulesRepository { get; init; }

    /// <summary>Gets the repository for snapshots with private modules, which go nowhere else.</summary>
    /// <value>The default is null: such snapshots are not kept as images.</value>
    public string? PrivateModulesRepository { get; init; }

    /// <summary>Gets how hard the network is tried for modules.</summary>
    public FetchLimits Fetch { get; init; } = new();

    /// <summary>Gets a value indicating whether the Dockerfile's copy gets our mounts.</summary>
    public bool Rewrite { get; init; } = true;

    /// <summary>Gets a value indicating whether Go may ask nobody but the snapshot.</summary>
    public bool Hermetic { get; init; }

    /// <summary>Gets the folder of the cache that all repos on this machine share.</summary>
    public required string Cache { get; init; }

    /// <summary>Gets the size in bytes that the cache is kept below after each run.</summary>
    /// <value>The default is 10 GB.</value>
    public long CacheMaxSize { get; init; } = 10_000_000_000;

    /// <summary>Gets how long something may lie in the cache without being used.</summary>
    /// <value>At least 1 day, because a build takes a day at most. The default is 90 days.</value>
    public TimeSpan CacheMaxAge { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Gets the full path of the bundle that ExportModules writes and ImportModules reads.</summary>
    public string? Bundle { get; init; }

    /// <summary>Gets what stands in for a base image that cannot be had.</summary>
    public BaseFallback BaseFallback { get; init; }

    // The run.

    /// <summary>Gets who set what: the setting's key to <c>--goproxy</c>, <c>GOPROXY</c>, a file … A key that is missing is at its default.</summary>
    public IReadOnlyDictionary<string, string> Origins { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets how often the build is attempted.</summary>
    /// <value>From 1 to 20. The default is 4.</value>
    public int Attempts { get; init; } = 4;

    /// <summary>Gets how often a build or a push may fail in one way: a failure kind's id to a number. It wins over <see cref="Attempts"/>.</summary>
    /// <value>Each from 1 to 20. The default is none.</value>
    public IReadOnlyDictionary<string, int> AttemptsByKind { get; init; } = new Dictionary<string, int>();

    /// <summary>Gets the time that all attempts together may take.</summary>
    /// <value>From 1 second to 1 day. The default is 30 minutes.</value>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Gets what may be cleaned or repaired between attempts.</summary>
    public HealPolicy Heal { get; init; } = HealPolicy.Own;

    /// <summary>Gets the least severity of a finding with which Lint fails.</summary>
    public LintThreshold LintFailOn { get; init; } = LintThreshold.Error;

    /// <summary>Gets the full path of the folder for logs, the Dockerfile as built and the report.</summary>
    public required string Artifacts { get; init; }

    /// <summary>Gets the full path of the report.</summary>
    public required string Report { get; init; }
}
