using GoDockerTasks.Errors;
using GoDockerTasks.Io;
using GoDockerTasks.Network;
using GoDockerTasks.Network.Probing;
using GoDockerTasks.Reporting;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Modules;

/// <summary>Fetches what go.sum names, verifies it, and gives it to the build as a folder.</summary>
/// <param name="time">The clock.</param>
/// <param name="source">Gets private modules that no proxy may be asked for; null to leave them to Go.</param>
/// <param name="layers">Keeps snapshots as images, for <c>Modules=layer</c>; null to keep none.</param>
/// <param name="circuits">Takes notice of proxies that are dead, for the steps that follow; null for nobody.</param>
public sealed class ModulePrefetcher(
    TimeProvider time, IPrivateModuleSource? source = null, IModuleLayers? layers = null, HostCircuits? circuits = null)
{
    /// <summary>Makes the snapshot of a service's modules.</summary>
    /// <param name="settings">What the user said.</param>
    /// <param name="network">The way through the network.</param>
    /// <param name="moduleRoots">The folders with a go.mod or a go.work; the service's own first.</param>
    /// <param name="log">Where progress goes, and the reason when there is nothing to fetch.</param>
    /// <param name="cancellationToken">Stops the downloads; what is done stays in the cache.</param>
    /// <returns>The snapshot; null when there is nothing to fetch.</returns>
    /// <exception cref="GoDockerException">
    /// A file is malformed (<c>GDT1101</c>, <c>GDT1108</c>) or incomplete (<c>GDT1109</c>), a module is not what go.sum names
    /// (<c>GDT1102</c>) or cannot be had (<c>GDT1103</c> to <c>GDT1105</c>, <c>GDT1107</c>, <c>GDT1111</c>), or the cache cannot be written
    /// (<c>GDT1106</c>). Where the build's own Go may not try either: version control does not give a private module
    /// (<c>GDT1130</c> to <c>GDT1135</c>, <c>GDT3220</c>, <c>GDT3221</c>).
    /// </exception>
    public async Task<ModuleSnapshot?> PrefetchAsync(
        ServiceSettings settings,
        NetworkPlan network,
        IReadOnlyList<string> moduleRoots,
        IRunLog log,
        CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var roots = await ModuleRoot.ReadAllAsync(moduleRoots, log, cancellationToken);
        ContextCheck.Check(roots, settings, log);
        var isWhole = SumCheck.Check(roots, settings.Dockerfile, log);
        var demand = DemandOf(roots, settings, isWhole && roots.Count == moduleRoots.Count);
        if (demand.Needs.Items.Count == 0)
        {
            log.Information(roots.Count == 0
                ? "No go.mod in the build context: nothing to prefetch."
                : "No go.sum names a module: nothing to prefetch.");
            return null;
        }

        try
        {
            return await GuardedAsync(settings, network, demand, log, started, cancellationToken);
        }
        catch (GoDockerException e) when (e is { Kind: var kind, InnerException: { } inner }
            && kind == ErrorKinds.CacheNotWritable && FileTrouble.IsReadOnly(inner) && Directory.Exists(settings.Cache))
        {
            log.Warning($"The cache {settings.Cache} cannot be written ({inner.Message}): this run reads it, and fills one of its own.");
        }

        return await GuardedAsync(
            WithOwnCache(settings), AskingFirst(settings.Cache, network), demand, log, started, cancellationToken);
    }

    /// <summary>Gives what proxies are to be asked for, where modules have to be fetched at all.</summary>
    /// <param name="settings">What the user said.</param>
    /// <param name="moduleRoots">The folders with a go.mod or a go.work.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The question; null when <see cref="PrefetchAsync"/> will not use the network.</returns>
    /// <exception cref="GoDockerException">A file is malformed (<c>GDT1101</c>, <c>GDT1108</c>).</exception>
    public async Task<ProbeQuestion?> QuestionAsync(
        ServiceSettings settings, IReadOnlyList<string> moduleRoots, CancellationToken cancellationToken)
    {
        var demand = ModuleDemand.Of(await ModuleRoot.ReadAllAsync(moduleRoots, log: null, cancellationToken));
        var isHere = settings.Modules != ModuleSource.Off
            && (ModulePresence.IsHere(demand.Needs, settings, time)
                || await LayersFor(settings, settings.GoPrivate, settings.GoNoProxy).FindAsync(demand.Needs, log: null, cancellationToken) is not null);
        return isHere ? null : ProbeModules.Of(demand, settings);
    }

    // Wider than what may be asked of a proxy: GONOPROXY=none says that a private proxy has them, not that all may see them.
    private LayerChoice LayersFor(ServiceSettings settings, string? goPrivate, string? goNoProxy) =>
        new(settings, $"{goPrivate},{goNoProxy}", layers);

    /// <summary>Foresees what will be fetched, without fetching anything.</summary>
    /// <param name="settings">What the user said.</param>
    /// <param name="moduleRoots">The folders with a go.mod or a go.work.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The modules; null when <see cref="PrefetchAsync"/> will give no snapshot.</returns>
    /// <exception cref="GoDockerException">A file is malformed (<c>GDT1101</c>, <c>GDT1108</c>).</exception>
    public static async Task<ModuleDemand?> ForeseeAsync(
        ServiceSettings settings, IReadOnlyList<string> moduleRoots, CancellationToken cancellationToken)
    {
        var roots = await ModuleRoot.ReadAllAsync(moduleRoots, log: null, cancellationToken);
        var isWhole = false;
        try
        {
            isWhole = SumCheck.Check(roots, settings.Dockerfile, log: null);
        }
        catch (GoDockerException e) when (e.Kind == ErrorKinds.IncompleteGoSum)
        {
            // The build will say so.
        }

        return DemandOf(roots, settings, isWhole && roots.Count == moduleRoots.Count) is { Needs.Items.Count: > 0 } demand ? demand : null;
    }

    /// <summary>Says whether the service needs the standard library alone, so that Go asks nobody for anything.</summary>
    /// <param name="moduleRoots">The folders with a go.mod or a go.work.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>False, too, where there is no go.mod: then nothing is known.</returns>
    public static async Task<bool> RequireNothingAsync(IReadOnlyList<string> moduleRoots, CancellationToken cancellationToken) =>
        await ModuleRoot.ReadAllAsync(moduleRoots, log: null, cancellationToken) is { Count: > 0 } roots
        && roots.All(root => root is { Work: null, Mod.Requirements.Count: 0 });

    private static ModuleDemand DemandOf(IReadOnlyList<ModuleRoot> roots, ServiceSettings settings, bool isWhole) =>
        ModuleDemand.Of(roots) with { IsWhole = isWhole && settings.ModuleFiles.Count == 0 };

    private static ServiceSettings WithOwnCache(ServiceSettings settings) => settings with
    {
        Cache = Path.Combine(settings.Artifacts, "cache"),
    };

    // The cache is in GOPROXY layout: it is a proxy that answers at once.
    private static NetworkPlan AskingFirst(string cache, NetworkPlan network) => network with
    {
        GoProxy = new(
        [
            new(new Uri(Path.Combine(cache, "download")).AbsoluteUri, ProxyFallback.WhenFailing),
            .. network.GoProxy.Elements,
        ]),
    };

    private async Task<ModuleSnapshot?> GuardedAsync(
        ServiceSettings settings,
        NetworkPlan network,
        ModuleDemand demand,
        IRunLog log,
        long started,
        CancellationToken cancellationToken)
    {
        try
        {
            var snapshot = await SnapshotAsync(settings, network, demand, log, started, cancellationToken);
            if (snapshot is { Downloaded: > 0 })
            {
                Prune(settings, log);
            }

            return snapshot;
        }
        catch (Exception e) when (FileTrouble.IsReadOnly(e) || FileTrouble.IsDiskFull(e))
        {
            throw new GoDockerException(ErrorKinds.CacheNotWritable, $"{settings.Cache}: {e.Message}", e);
        }
    }

    private void Prune(ServiceSettings settings, IRunLog log)
    {
        var pruning = new StorePruner(settings.Cache, time).Prune(settings.CacheMaxSize, settings.CacheMaxAge);
        if (pruning.Modules > 0)
        {
            log.Information(
                $"The cache has grown: {pruning.Modules} modules that were not used lately are gone "
                + $"({pruning.BytesBefore / 1e6:0} MB to {pruning.BytesAfter / 1e6:0} MB).");
        }
    }

    private async Task<ModuleSnapshot?> SnapshotAsync(
        ServiceSettings settings,
        NetworkPlan network,
        ModuleDemand demand,
        IRunLog log,
        long started,
        CancellationToken cancellationToken)
    {
        var store = new ModuleStore(settings.Cache, time);
        var fetch = new ModuleFetch(settings, network, store, source, time);
        var folder = new SnapshotFolder(settings.Cache, store);
        var needs = demand.Needs;
        var layer = LayersFor(settings, network.GoPrivate, network.GoNoProxy);
        IReadOnlySet<ModuleVersion> missing = new HashSet<ModuleVersion>();
        if (await layer.FindAsync(needs, log, cancellationToken) is { } found)
        {
            log.Information($"{needs.Items.Count} modules are in {found}: nothing is fetched.");
            return new()
            {
                Id = $"sha256:{needs.Id}",
                Directory = folder.PathOf(needs.Id),
                Layer = found,
                Needs = needs,
                IsWhole = demand.IsWhole,
                Duration = time.GetElapsedTime(started),
            };
        }

        if (!folder.TryUse(needs, time.GetUtcNow()))
        {
            using var right = await CacheLock.TakeToFillAsync(settings.Cache, time, cancellationToken);
            try
            {
                missing = await fetch.RunAsync(demand, log, cancellationToken);
            }
            finally
            {
                fetch.DeadHosts.ForEach(host => circuits?.Died(host));
            }

            needs = new([.. needs.Items.Where(need => !missing.Contains(need.Module))]);
            if (needs.Items.Count == 0)
            {
                log.Information("Every module is left to Go: nothing is prefetched.");
                return null;
            }

            if (!folder.TryUse(needs, time.GetUtcNow()))
            {
                folder.Make(needs, time.GetUtcNow());
            }
        }

        var snapshot = new ModuleSnapshot
        {
            Id = $"sha256:{needs.Id}",
            Directory = folder.PathOf(needs.Id),
            Layer = await layer.EnsureAsync(needs, folder.PathOf(needs.Id), log, cancellationToken),
            Needs = needs,
            Downloaded = fetch.Tally.Modules,
            BytesDownloaded = fetch.Tally.Bytes,
            IsWhole = demand.IsWhole && missing.Count == 0,
            Missing = [.. missing.OrderBy(module => module.ToString(), StringComparer.Ordinal)],
            Duration = time.GetElapsedTime(started),
        };
        log.Information(
            $"{snapshot.Total} modules: {snapshot.Downloaded} downloaded ({snapshot.BytesDownloaded / 1e6:0.0} MB), "
            + $"{snapshot.FromCache} from the cache, in {snapshot.Duration.TotalSeconds:0.00} s.");

        return snapshot;
    }
}
