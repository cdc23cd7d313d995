using GoDockerTasks.Errors;
using GoDockerTasks.Images;
using GoDockerTasks.Images.Layers;
using GoDockerTasks.Io;
using GoDockerTasks.Modules;
using GoDockerTasks.Network;
using GoDockerTasks.Network.Probing;
using GoDockerTasks.Publishing;
using GoDockerTasks.Reporting;
using GoDockerTasks.Resilience;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Pipeline;

/// <summary>The whole product on one page: five steps, each from records to a record.</summary>
public sealed class ServiceBuild
{
    private readonly IRunLog _log;
    private readonly TimeProvider _time;
    private readonly NetworkResolver _network;
    private readonly ServiceModules _modules;
    private readonly BuildRequests _requests;
    private readonly ImageBuilder _images;
    private readonly LeakGuard _leaks;
    private readonly RetryDecider _decider;
    private readonly Healer _healer;
    private readonly HostCircuits _circuits;
    private readonly AttemptExaminer _examiner;
    private readonly IProcessRunner _processes;

    private ServiceBuild(
        ServiceSettings settings, IReadOnlyDictionary<string, string> environment, IRunLog log, IProcessRunner processes, TimeProvider time)
    {
        Settings = settings;
        Redactor = new(RunSecrets.Of(settings, environment));
        _log = new RedactingRunLog(log, Redactor);
        (_processes, _time) = (processes, time);
        var engine = new DockerEngine(processes, environment.GetValueOrDefault);
        var preparation = new BuildPreparation(
            engine,
            new(engine, new(processes, ToolchainSources.OfThisMachine(environment.GetValueOrDefault)), time),
            new(processes),
            environment);
        _circuits = new(time);
        _requests = new(settings, environment, processes, preparation, _circuits, _log);
        _network = new(new ProxyProber(time), time);
        var prefetcher = new ModulePrefetcher(
            time,
            new GitModuleSource(settings, environment, processes, Redactor, _requests.GitImageAsync, time),
            new ModuleLayers(settings, processes, DockerClientConfig.Path(environment), time),
            _circuits);
        _modules = new(settings, _requests, prefetcher, _network, new(new ProxyProber(time)), _log);
        _images = new(processes, engine, Redactor, time);
        _leaks = new(processes, Redactor);
        _decider = new(settings, RetryPolicy.Default, Random.Shared.NextDouble);
        _healer = new(processes, _log, time);
        _examiner = new(processes, settings, _decider, _circuits, time);
        Preview = new(settings, _requests, new(Redactor), _log);
        Cache = new(settings, _log, time);
    }

    /// <summary>Gets the settings.</summary>
    public ServiceSettings Settings { get; }

    /// <summary>Gets what knows the run's secrets. Everything that is shown or written goes through it.</summary>
    public Redactor Redactor { get; }

    /// <summary>Gets what is done with the module cache besides filling it for a build.</summary>
    public CacheUpkeep Cache { get; }

    /// <summary>Gets what shows or writes down a build instead of running it.</summary>
    public BuildPreview Preview { get; }

    /// <summary>Puts the steps together for this machine.</summary>
    /// <param name="settings">Valid settings.</param>
    /// <param name="environment">The environment variables.</param>
    /// <param name="log">Where the run says what it does.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The steps.</returns>
    public static ServiceBuild Create(
        ServiceSettings settings, IReadOnlyDictionary<string, string> environment, IRunLog log, TimeProvider time) =>
        new(settings, environment, log, new DirectBuildx(new ProcessRunner(time), environment), time);

    /// <summary>Starts with what BuildImage would otherwise wait for: the engine, the base images, git.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <remarks>What goes wrong there, and what is to be said about it, comes out in BuildImage.</remarks>
    public void Anticipate(CancellationToken cancellationToken) => _requests.Anticipate(cancellationToken);

    /// <summary>ResolveProxy: finds the way through the network.</summary>
    /// <param name="cancellationToken">Stops the probes.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="GoDockerException">The Dockerfile is not valid (<c>GDT2100</c>).</exception>
    public Task<NetworkPlan> ResolveProxyAsync(CancellationToken cancellationToken) => _modules.ResolveAsync(cancellationToken);

    /// <summary>PrefetchModules: fetches and verifies what go.sum names.</summary>
    /// <param name="network">The way through the network.</param>
    /// <param name="probes">Takes what is probed because a download failed.</param>
    /// <param name="cancellationToken">Stops the downloads; what is done stays in the cache.</param>
    /// <returns>The modules.</returns>
    public Task<PrefetchResult> PrefetchModulesAsync(
        NetworkPlan network, ICollection<ProbeResult> probes, CancellationToken cancellationToken) =>
        _modules.PrefetchAsync(network, probes, cancellationToken);

    /// <summary>BuildImage: the first attempt.</summary>
    /// <param name="network">The way through the network.</param>
    /// <param name="modules">The modules; null when PrefetchModules is no part of the run.</param>
    /// <param name="cancellationToken">Ends the build.</param>
    /// <returns>The attempt. One that failed is a result; <see cref="BuildResult.ThrowIfFinal"/> makes it an end.</returns>
    /// <exception cref="GoDockerException">
    /// There was nothing to try: no engine, no Dockerfile, no base image, or one whose Go is too old (<c>GDT1110</c>).
    /// </exception>
    public async Task<BuildResult> BuildImageAsync(
        NetworkPlan network, PrefetchResult? modules, CancellationToken cancellationToken)
    {
        var (engine, request, source) = await _requests.MakeFirstAsync(network, modules, cancellationToken);
        if (Settings.Push || Settings.Build.Publishes)
        {
            ImagePublisher.RefuseHomeMade(request.Bases);
        }

        if (Settings.Build.Publishes)
        {
            _log.Warning("An output pushes the image by itself: nothing looks for secrets in it before. With --push something does.");
        }

        var attempt = await AttemptAsync(request, cancellationToken);
        var failed = attempt.Succeeded ? null
            : await _examiner.ExamineAsync(FailedAttempt.Of(attempt, cancellationToken), engine, request.Bases, cancellationToken);
        return new(engine, request, attempt)
        {
            Failed = failed is null ? null : failed with { Decision = _decider.Decide([failed], attempt.Duration) },
            Source = source,
        };
    }

    /// <summary>RetryOnTimeout: backs off, fails over, heals and tries again, until there is an image or nothing helps.</summary>
    /// <param name="first">What BuildImage gave.</param>
    /// <param name="modules">The modules.</param>
    /// <param name="failures">Takes each failed attempt as soon as it is known, the first one included.</param>
    /// <param name="cancellationToken">Ends the build.</param>
    /// <returns>The image, or what the run ends with.</returns>
    public async Task<RetryResult> RetryAsync(
        BuildResult first, PrefetchResult? modules, ICollection<FailedAttempt> failures, CancellationToken cancellationToken)
    {
        var freshCaches = "";
        failures.Clear();
        var retrier = new BuildRetrier(_decider, Settings.Deadline, _log, _time)
        {
            Recorded = failures.Add,
            Examine = (failed, token) => failed.Attempt == first.Attempt
                ? Task.FromResult(first.Failed! with { Decision = null })
                : _examiner.ExamineAsync(failed, first.Engine, first.Request.Bases, token),
            Heal = async (step, token) =>
                freshCaches = await _healer.HealAsync(step, first, token) ? $"\n{_time.GetUtcNow():O}" : freshCaches,
        };

        return await retrier.RunAsync(
            first.Attempt,
            async (next, token) =>
            {
                modules = next.Layer ? modules : await _modules.AsFolderAsync(modules, next.Network, token);
                var (_, request, _) = await _requests.MakeAsync(
                    next.Network,
                    next.Rewritten ? modules : null,
                    new(next.Rewritten, next.LowConcurrency, freshCaches, next.RunNetwork, next.TimeLeft),
                    token);
                return await AttemptAsync(request with { Attempt = next.Number }, token);
            },
            cancellationToken);
    }

    /// <summary>All steps up to the image, and its publication where <c>Push</c> asks for it.</summary>
    /// <param name="state">What the steps give.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>A task that ends with the last step.</returns>
    public async Task ImageAsync(RunState state, CancellationToken cancellationToken)
    {
        Anticipate(cancellationToken);
        state.Network = await ResolveProxyAsync(cancellationToken);
        state.Modules = await PrefetchModulesAsync(state.Network, state.Probes, cancellationToken);
        state.FirstBuild = await BuildImageAsync(state.Network, state.Modules, cancellationToken);
        state.FirstBuild.ThrowIfFinal(mayRetry: true);
        if (state.FirstBuild.Failed is not null)
        {
            state.Retried = await RetryAsync(state.FirstBuild, state.Modules, state.Failures, cancellationToken);
            state.Retried.ThrowIfFailed();
        }

        if (Settings.Push)
        {
            state.Published = await PublishAsync(state, cancellationToken);
        }
    }

    /// <summary>Publish: pushes the image and asks the registry for it.</summary>
    /// <param name="state">The run, with an image.</param>
    /// <param name="cancellationToken">Ends the push.</param>
    /// <returns>What the registry has.</returns>
    public async Task<PublishedImage> PublishAsync(RunState state, CancellationToken cancellationToken)
    {
        var image = state.RequireImage();
        var bases = state.RequireBuild().Request.Bases;
        ImagePublisher.RefuseHomeMade(bases);

        // What Go was told in the build may have been written into a layer: 'go env > file'.
        var toldSecrets = state.RequireBuild().Request.Dockerfile.Secrets.Values.Any(content => Redactor.Redact(content) != content);
        await _leaks.EnsureNoSecretAsync(image.References[0], layers: Settings.SearchLayers || toldSecrets, cancellationToken);

        var retrier = new PushRetrier(Settings, RetryPolicy.Default, Random.Shared.NextDouble, _circuits, _log, _time) { Recorded = state.FailedPushes.Add };
        return await new ImagePublisher(_processes, retrier).PublishAsync(image, bases, _log, cancellationToken);
    }

    private async Task<BuildAttempt> AttemptAsync(BuildRequest request, CancellationToken cancellationToken)
    {
        var attempt = await _images.BuildAsync(request, _log, cancellationToken);

        // docker gets Ctrl-C from the terminal, too, and may be gone before we were told.
        cancellationToken.ThrowIfCancellationRequested();
        if (!attempt.Succeeded)
        {
            _network.Forget(Settings);
        }

        return attempt;
    }
}
