using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Errors;
using GoDockerTasks.Images;
using GoDockerTasks.Io;
using GoDockerTasks.Modules;
using GoDockerTasks.Network;
using GoDockerTasks.Reporting;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Pipeline;

/// <summary>Makes what is sent to the engine. What all attempts of a run share is found once, ahead of time where that can be.</summary>
/// <param name="settings">Valid settings.</param>
/// <param name="environment">The environment variables.</param>
/// <param name="processes">Runs git.</param>
/// <param name="preparation">Looks at the engine and rewrites the Dockerfile.</param>
/// <param name="circuits">Knows the hosts that failed in this run.</param>
/// <param name="log">Where the run says what it does.</param>
internal sealed class BuildRequests(
    ServiceSettings settings,
    IReadOnlyDictionary<string, string> environment,
    IProcessRunner processes,
    BuildPreparation preparation,
    HostCircuits circuits,
    IRunLog log)
{
    private readonly DeferredRunLog _groundLog = new();
    private readonly Lazy<UserDockerfile> _dockerfile = new(() => UserDockerfile.Read(settings, environment));
    private ServiceSettings? _amended;
    private IReadOnlyList<string>? _moduleRoots;
    private Task<BuildGround>? _ground;
    private Task<SourceRevision?>? _source;
    private Task<SourceOrigin?>? _origin;

    /// <summary>Gets the folders whose modules the build needs.</summary>
    public IReadOnlyList<string> ModuleRoots => _moduleRoots ??= settings.ModuleFiles.Count > 0
        ? [.. settings.ModuleFiles.Select(file => Path.GetDirectoryName(file)!).Distinct()]
        : ModuleRootFinder.Find(settings.Context, settings.Dockerfile);

    /// <summary>Gets the settings with what the Dockerfile says about modules; as they are, where there is no Dockerfile.</summary>
    /// <remarks>A repo may prefetch its modules without having a Dockerfile at all.</remarks>
    public ServiceSettings Amended => _amended ??= File.Exists(settings.Dockerfile) ? _dockerfile.Value.Amend(settings) : settings;

    /// <summary>Gets the settings that decide what proxies are asked about beforehand.</summary>
    /// <remarks>A RUN that takes more than go.sum's modules needs proxies that answer, also when those modules are here.</remarks>
    public ServiceSettings Asking =>
        settings is { Rewrite: true, Hermetic: false } && File.Exists(settings.Dockerfile) && _dockerfile.Value.AsksForMore
            ? Amended with { Modules = ModuleSource.Off }
            : Amended;

    /// <summary>Starts with what a request would otherwise wait for: the engine, the base images, git.</summary>
    /// <remarks>What goes wrong there, and what is to be said about it, comes out in <see cref="MakeAsync"/>.</remarks>
    public void Anticipate(CancellationToken cancellationToken)
    {
        _ground ??= Task.Run(
            () => preparation.FindGroundAsync(settings, _dockerfile.Value, _groundLog, cancellationToken), cancellationToken);
        _source ??= SourceRevision.FindAsync(processes, settings.Context, cancellationToken);
        _origin ??= settings.SourceMetadata == MetadataPlace.None
            ? Task.FromResult<SourceOrigin?>(null)
            : SourceOrigin.FindAsync(processes, settings.Context, cancellationToken);
    }

    /// <summary>Makes a request.</summary>
    /// <exception cref="GoDockerException">There is no engine, no valid Dockerfile or no base image.</exception>
    public async Task<PreparedRequest> MakeAsync(
        NetworkPlan network, PrefetchResult? modules, BuildVariation variation, CancellationToken cancellationToken)
    {
        Anticipate(cancellationToken);
        try
        {
            network = circuits.Around(network);

            // A registry mirror that failed is no longer in the plan: then the base images are looked for anew.
            var ground = network.RegistryMirrors == settings.RegistryMirrors
                ? await _ground!
                : await preparation.FindGroundAsync(
                    settings with { RegistryMirrors = network.RegistryMirrors }, _dockerfile.Value, log, cancellationToken);
            var source = await _source!;
            var request = preparation.Prepare(
                SourceMetadata.Add(settings, source, await _origin!), _dockerfile.Value, ground, network, modules, variation, log);
            return new(ground.Engine, request, source);
        }
        finally
        {
            _groundLog.Flush(log);
        }
    }

    /// <summary>Makes the first request of a run, and sees to it that its base images can build the modules.</summary>
    /// <exception cref="GoDockerException">As <see cref="MakeAsync"/>, or a base image's Go is too old (<c>GDT1110</c>).</exception>
    public async Task<PreparedRequest> MakeFirstAsync(
        NetworkPlan network, PrefetchResult? modules, CancellationToken cancellationToken)
    {
        var first = await MakeAsync(network, modules, new(TimeLeft: settings.Deadline), cancellationToken);
        await GoVersionCheck.EnsureAsync(first.Request.Dockerfile, ModuleRoots, cancellationToken);
        return first;
    }

    /// <summary>Rewrites the Dockerfile as <see cref="MakeAsync"/> does, as far as that can be known without the modules.</summary>
    public async Task<DockerfilePlan> PreviewAsync(CancellationToken cancellationToken)
    {
        var modules = settings.Modules != ModuleSource.Off ? await ModulePrefetcher.ForeseeAsync(settings, ModuleRoots, cancellationToken) : null;
        return await preparation.PreviewAsync(settings, _dockerfile.Value, modules, log, cancellationToken);
    }

    /// <summary>Gives the image that has git and ssh: the one that the settings name, or what the Dockerfile compiles with.</summary>
    public async Task<string?> GitImageAsync(CancellationToken cancellationToken)
    {
        if (settings.GitImage is not null || !File.Exists(settings.Dockerfile))
        {
            return settings.GitImage;
        }

        Anticipate(cancellationToken);
        return (await _ground!).Bases.FirstOrDefault(image => GolangBase.IsMeant(ImageReference.Parse(image.From)))?.Used;
    }
}
