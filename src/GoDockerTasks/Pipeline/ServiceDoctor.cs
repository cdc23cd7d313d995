using GoDockerTasks.Checks;
using GoDockerTasks.Dockerfiles.Checks;
using GoDockerTasks.Dockerfiles.Stages;
using GoDockerTasks.Errors;
using GoDockerTasks.Images;
using GoDockerTasks.Images.Checks;
using GoDockerTasks.Io;
using GoDockerTasks.Modules;
using GoDockerTasks.Modules.Checks;
using GoDockerTasks.Network;
using GoDockerTasks.Network.Checks;
using GoDockerTasks.Network.Probing;
using GoDockerTasks.Reporting;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Pipeline;

/// <summary>Doctor: the whole way from settings to an image, hop by hop. Nothing is built, and nothing of the machine is changed.</summary>
public sealed class ServiceDoctor
{
    private readonly ServiceSettings _settings;
    private readonly IReadOnlyList<SettingProblem> _problems;
    private readonly SettingsInput _input;
    private readonly IProcessRunner _processes;
    private readonly NameLookup _lookup;
    private readonly TimeProvider _time;

    /// <summary>Initializes a new instance of the <see cref="ServiceDoctor"/> class.</summary>
    /// <param name="input">Where settings come from; they need not be valid.</param>
    /// <param name="time">The clock.</param>
    /// <param name="processes">Runs docker; the default runs it on this machine.</param>
    /// <param name="lookup">Finds addresses; the default is the system's own way.</param>
    public ServiceDoctor(SettingsInput input, TimeProvider time, IProcessRunner? processes = null, NameLookup? lookup = null)
    {
        (_input, _time) = (input, time);
        (_settings, _problems) = SettingsReader.Examine(input);
        _processes = processes ?? new ProcessRunner(time);
        _lookup = lookup ?? NameLookups.System;
        Redactor = new(RunSecrets.Of(_settings, input.Environment));
    }

    /// <summary>Gets what knows the secrets. Everything that is shown goes through it.</summary>
    public Redactor Redactor { get; }

    /// <summary>Checks everything.</summary>
    /// <param name="cancellationToken">Stops the checks.</param>
    /// <returns>A result for each check, in the order of the way.</returns>
    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        var dockerfile = Try(() => UserDockerfile.Read(_settings, _input.Environment));
        var settings = dockerfile is null ? _settings : Try(() => dockerfile.Amend(_settings)) ?? _settings;
        var question = await QuestionAsync(settings, cancellationToken);

        // A list that cannot be read is a list all the same: nobody who is not in it is asked.
        var candidates = _problems.Any(problem => problem.Key == nameof(settings.GoProxy))
            ? [] : ProxiesCheck.Candidates(settings, question);
        var proxies = candidates.Select(candidate => new Uri(candidate.Address)).ToList();
        var prober = new ProxyProber(_time, _lookup);
        var probing = new Lazy<Task<IReadOnlyList<ProbeResult>>>(
            () => prober.ProbeAsync(candidates, settings, all: true, cancellationToken));
        var bases = dockerfile is null ? [] : Try(() => BasesOf(dockerfile)) ?? [];
        var registries = bases.SelectMany(image => RegistryCheck.Addresses(image, settings)).Distinct().ToList();
        var engine = new DockerEngine(_processes, _input.Environment.GetValueOrDefault);

        return await new CheckRunner(_time).RunAsync(
        [
            [new EnvironmentCheck(settings, _problems, _input.Environment)],
            [new NamesCheck(
                proxies,
                registries,
                async (proxy, token) => new TakeOver(settings, candidates, await probing.Value.WaitAsync(token)).MayFail(proxy.OriginalString),
                settings,
                _lookup,
                _time)],
            [new ProxiesCheck(settings, candidates, token => probing.Value.WaitAsync(token))],
            [
                new ClientCheck(_processes, _input.DockerProxies, _input.Environment),
                new DaemonCheck(_processes, engine, settings, _lookup, _time),
                new BuildKitCheck(_processes, settings),
                new RunStepCheck(
                    _processes, settings, bases, async token => Target(candidates, await probing.Value.WaitAsync(token))),
            ],
            [new RegistryCheck(settings, bases, _processes, _lookup, _time)],
            [new GoSettingsCheck(
                () => UserDockerfile.Read(_settings, _input.Environment) is var read ? (read.Parsed, read.Inputs) : default,
                _settings.Rewrite ? null : _settings.GoProxy)],
            [new CacheCheck(settings)],
        ],
        cancellationToken);
    }

    /// <summary>Gives the failure of a run that found something broken.</summary>
    /// <param name="results">What was found.</param>
    /// <exception cref="GoDockerException">Something is broken (<c>GDT1001</c>); the exit code is that of the worst of it.</exception>
    public static void ThrowIfBroken(IReadOnlyList<CheckResult> results)
    {
        var broken = results.Where(result => result.State == CheckState.Broken).Select(result => result.Check).ToList();
        if (broken.Count > 0)
        {
            throw new GoDockerException(ErrorKinds.SomethingBroken, string.Join(", ", broken)) { ExitCode = CheckRunner.ExitCodeOf(results) };
        }
    }

    private async Task<ProbeQuestion> QuestionAsync(ServiceSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            var roots = ModuleRootFinder.Find(settings.Context, settings.Dockerfile);
            return await new ModulePrefetcher(_time).QuestionAsync(settings with { Modules = ModuleSource.Off }, roots, cancellationToken)
                ?? ProbeModules.OfNoService;
        }
        catch (Exception e) when (e is GoDockerException or IOException or UnauthorizedAccessException)
        {
            // PrefetchModules says what is wrong with go.mod and go.sum; the network can be looked at without them.
            return ProbeModules.OfNoService;
        }
    }

    private static IReadOnlyList<string> BasesOf(UserDockerfile dockerfile)
    {
        var graph = StageGraph.Of(dockerfile.Parsed, dockerfile.Inputs);
        return [.. graph.Stages.Where(graph.Needed.Contains).Where(stage => stage.Parent is null && !stage.IsFromScratch)
            .Select(stage => stage.Image).Where(image => image.Length > 0).Distinct()];
    }

    /// <summary>Gives what a RUN step is to ask for: from the first proxy that works here, so that what fails there is the RUN's own matter.</summary>
    /// <remarks>Each is asked for what it was probed with: a public one hears of no module of the service.</remarks>
    private static (Uri? Target, bool WorksHere) Target(IReadOnlyList<ProbeCandidate> candidates, IReadOnlyList<ProbeResult> probes)
    {
        var first = candidates.Zip(probes).OrderByDescending(pair => pair.Second.Ok).FirstOrDefault();
        return first.First is not { } proxy ? (null, true)
            : (new(WithSlash(new(proxy.Address)), proxy.Module.File(".info").Replace("!", "%21", StringComparison.Ordinal)), first.Second.Ok);
    }

    private static Uri WithSlash(Uri address)
    {
        var url = new UriBuilder(address) { UserName = "", Password = "" };
        return new(url.Uri.AbsoluteUri.TrimEnd('/') + "/");
    }

    private static T? Try<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is GoDockerException or IOException or UnauthorizedAccessException)
        {
            // The check of the Dockerfile says it.
            return null;
        }
    }
}
