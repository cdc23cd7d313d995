using GoDockerTasks.Errors;
using GoDockerTasks.Io;
using GoDockerTasks.Network;
using GoDockerTasks.Reporting;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Modules;

/// <summary>One run's downloads: many at a time, from the proxies that each module may come from.</summary>
/// <param name="settings">What the user said.</param>
/// <param name="network">The way through the network.</param>
/// <param name="store">Where modules go.</param>
/// <param name="time">The clock.</param>
internal sealed class ModuleFetch(ServiceSettings settings, NetworkPlan network, ModuleStore store, TimeProvider time)
{
    // After a comma Go would wait for ever: another proxy is asked instead only when this one has had its chance.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PatienceBeforeOthers = TimeSpan.FromSeconds(5);

    /// <summary>Gets what has come so far.</summary>
    public FetchTally Tally { get; } = new();

    /// <summary>Fetches what is not in the store.</summary>
    /// <returns>The module versions that are left to Go.</returns>
    /// <exception cref="GoDockerException">A module that is required cannot be had, or is another one.</exception>
    public async Task<IReadOnlySet<ModuleVersion>> RunAsync(
        ModuleDemand demand, IRunLog log, CancellationToken cancellationToken)
    {
        var needs = demand.Needs.Items.Where(need => !store.Has(need)).ToArray();
        if (needs.Length == 0)
        {
            return new HashSet<ModuleVersion>();
        }

        log.Information($"{needs.Length} of {demand.Needs.Items.Count} modules are not in the cache.");

        // Several processes that start together on one go.sum share the work instead of waiting for each other in turn.
        Random.Shared.Shuffle(needs);
        using var handler = HttpClients.Handler(
            new HttpProxies(network.HttpProxy, network.HttpsProxy, network.NoProxy),
            network.CaFile,
            settings.Fetch.Connect,
            settings.Fetch.RequestsPerHost);
        using var http = new HttpMessageInvoker(handler);
        using var hashing = new SemaphoreSlim(Environment.ProcessorCount);
        var proxies = Proxies(http).ToList();
        var everyone = Fetcher(proxies, hashing);
        var confidants = Fetcher([.. proxies.Where(proxy => proxy.IsConfidant)], hashing);
        var endsDirect = network.GoProxy.Elements.Any(element => element.Address == ProxyElement.Direct);
        var outcome = new FetchOutcome(demand, module => endsDirect || IsPrivate(module));
        using var progress = new FetchProgress(needs.Length, Tally, log, time);
        await Parallel.ForEachAsync(
            needs,
            new ParallelOptions
            {
                // More than are in flight, so that the line is busy while others are hashed.
                MaxDegreeOfParallelism = settings.Fetch.RequestsPerHost * 2,
                CancellationToken = cancellationToken,
            },
            async (need, token) =>
            {
                try
                {
                    await (IsPrivate(need.Module) ? confidants : everyone).EnsureAsync(need, token);
                }
                catch (GoDockerException e)
                {
                    outcome.Add(need, e);
                }
            });
        outcome.EnsureBuildable();
        if (outcome.Summary() is { } summary)
        {
            log.Warning(summary);
        }

        return outcome.Missing.ToHashSet();
    }

    // An explicit GONOPROXY replaces GOPRIVATE; "none" matches nothing: https://go.dev/ref/mod#private-modules.
    private bool IsPrivate(ModuleVersion module) =>
        PrefixPatterns.Match(
            network.GoNoProxy is { Length: > 0 } noProxy ? noProxy : network.GoPrivate, module.Path);

    private ModuleFetcher Fetcher(IReadOnlyList<ModuleProxy> proxies, SemaphoreSlim hashing) =>
        new(store, new ProxyChainWalker(proxies, settings.Fetch, time), hashing, Tally);

    private IEnumerable<ModuleProxy> Proxies(HttpMessageInvoker http)
    {
        var netrc = Netrc.Read(settings.NetrcFile);
        Dictionary<string, HostGate> gates = [];
        var elements = network.GoProxy.Elements.TakeWhile(element => element.IsProxy).ToList();
        foreach (var element in elements)
        {
            var host = new Uri(element.Address).Authority;
            if (!gates.TryGetValue(host, out var gate))
            {
                gates.Add(host, gate = new(settings.Fetch.RequestsPerHost, time));
            }

            yield return new(element, http, gate, netrc, settings.Fetch, time)
            {
                Health = new(settings.Fetch.Rest, time),
                Pace = new(
                    element.Fallback == ProxyFallback.WhenMissing && element != elements[^1] ? PatienceBeforeOthers : Patience,
                    settings.Fetch.FirstByte),
            };
        }
    }
}
