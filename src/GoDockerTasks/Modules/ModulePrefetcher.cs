using GoDockerTasks.Errors;
using GoDockerTasks.Io;
using GoDockerTasks.Network;
using GoDockerTasks.Reporting;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Modules;

/// <summary>Fetches what go.sum names, verifies it, and gives it to the build as a folder.</summary>
/// <param name="time">The clock.</param>
public sealed class ModulePrefetcher(TimeProvider time)
{
    /// <summary>Makes the snapshot of a service's modules.</summary>
    /// <param name="settings">What the user said.</param>
    /// <param name="network">The way through the network.</param>
    /// <param name="moduleRoots">The folders with a go.mod or a go.work.</param>
    /// <param name="log">Where progress goes, and the reason when there is nothing to fetch.</param>
    /// <param name="cancellationToken">Stops the downloads; what is done stays in the cache.</param>
    /// <returns>The snapshot; null when there is nothing to fetch.</returns>
    /// <exception cref="GoDockerException">
    /// A go.sum is malformed (<c>GDT1101</c>), a module is not what it names (<c>GDT1102</c>) or cannot be had
    /// (<c>GDT1103</c> to <c>GDT1105</c>, <c>GDT1107</c>), or the cache cannot be written (<c>GDT1106</c>).
    /// </exception>
    public async Task<ModuleSnapshot?> PrefetchAsync(
        ServiceSettings settings,
        NetworkPlan network,
        IReadOnlyList<string> moduleRoots,
        IRunLog log,
        CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        if (await NeedsAsync(moduleRoots, log, cancellationToken) is not { } needs)
        {
            return null;
        }

        var store = new ModuleStore(settings.Cache, time);
        var folder = new SnapshotFolder(settings.Cache, store);
        var id = needs.Id;
        var tally = new FetchTally();
        if (!folder.Exists(id))
        {
            try
            {
                await FetchAsync(settings, network, needs, store, tally, log, cancellationToken);
                folder.Make(needs);
            }
            catch (Exception e) when (e is UnauthorizedAccessException || DiskFull.Is(e))
            {
                throw new GoDockerException(ErrorKinds.CacheNotWritable, $"{settings.Cache}: {e.Message}", e);
            }
        }

        var snapshot = new ModuleSnapshot
        {
            Id = $"sha256:{id}",
            Directory = folder.PathOf(id),
            Total = needs.Items.Count,
            Downloaded = tally.Modules,
            BytesDownloaded = tally.Bytes,
            Duration = time.GetElapsedTime(started),
        };
        log.Information(
            $"{snapshot.Total} modules: {snapshot.Downloaded} downloaded ({snapshot.BytesDownloaded / 1e6:0.0} MB), "
            + $"{snapshot.FromCache} from the cache, in {snapshot.Duration.TotalSeconds:0.00} s.");

        return snapshot;
    }

    /// <summary>Says whether everything is in the cache, so that no proxy has to be asked.</summary>
    /// <param name="settings">What the user said.</param>
    /// <param name="moduleRoots">The folders with a go.mod or a go.work.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>True when <see cref="PrefetchAsync"/> will not use the network.</returns>
    /// <exception cref="GoDockerException">A go.sum is malformed (<c>GDT1101</c>).</exception>
    public async Task<bool> IsCompleteAsync(
        ServiceSettings settings, IReadOnlyList<string> moduleRoots, CancellationToken cancellationToken)
    {
        var store = new ModuleStore(settings.Cache, time);
        var needs = await NeedsAsync(moduleRoots, log: null, cancellationToken);

        return needs is null
            || new SnapshotFolder(settings.Cache, store).Exists(needs.Id)
            || needs.Items.All(store.Has);
    }

    private static async Task<ModuleNeeds?> NeedsAsync(
        IReadOnlyList<string> moduleRoots, IRunLog? log, CancellationToken cancellationToken)
    {
        if (moduleRoots.Count == 0)
        {
            log?.Information("No go.mod in the build context: nothing to prefetch.");
            return null;
        }

        List<GoSum> sums = [];
        foreach (var root in moduleRoots.Select(ModuleRootFinder.Read))
        {
            if (root.Vendored)
            {
                log?.Information($"{root.Directory} is vendored: its modules are not prefetched.");
                continue;
            }

            foreach (var file in root.Sums)
            {
                sums.Add(await GoSum.ReadAsync(file, cancellationToken));
            }
        }

        var needs = ModuleNeeds.Of(sums);
        if (needs.Items.Count == 0)
        {
            log?.Information("No go.sum names a module: nothing to prefetch.");
            return null;
        }

        return needs;
    }

    private async Task FetchAsync(
        ServiceSettings settings,
        NetworkPlan network,
        ModuleNeeds needs,
        ModuleStore store,
        FetchTally tally,
        IRunLog log,
        CancellationToken cancellationToken)
    {
        var missing = needs.Items.Where(need => !store.Has(need)).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        var limits = settings.Fetch;
        log.Information($"{missing.Count} of {needs.Items.Count} modules are not in the cache.");
        using var handler = HttpClients.Handler(
            new HttpProxies(network.HttpProxy, network.HttpsProxy, network.NoProxy),
            network.CaFile,
            limits.Connect,
            limits.RequestsPerHost);
        using var http = new HttpMessageInvoker(handler);
        using var hashing = new SemaphoreSlim(Environment.ProcessorCount);
        var chain = new ProxyChainWalker([.. Proxies(settings, network, http)], limits, time);
        var fetcher = new ModuleFetcher(store, chain, hashing, tally);
        await Parallel.ForEachAsync(
            missing,
            new ParallelOptions
            {
                // More than are in flight, so that the line is busy while others are hashed.
                MaxDegreeOfParallelism = limits.RequestsPerHost * 2,
                CancellationToken = cancellationToken,
            },
            async (need, token) => await fetcher.EnsureAsync(need, token));
    }

    private IEnumerable<ModuleProxy> Proxies(ServiceSettings settings, NetworkPlan network, HttpMessageInvoker http)
    {
        var netrc = Netrc.Read(settings.NetrcFile);
        Dictionary<string, HostGate> gates = [];
        foreach (var element in network.GoProxy.Elements.TakeWhile(element => element.IsProxy))
        {
            var host = new Uri(element.Address).Authority;
            if (!gates.TryGetValue(host, out var gate))
            {
                gates.Add(host, gate = new(settings.Fetch.RequestsPerHost, time));
            }

            yield return new(element, http, gate, netrc, settings.Fetch, time)
            {
                Health = new(settings.Fetch.Rest, time),
            };
        }
    }
}
