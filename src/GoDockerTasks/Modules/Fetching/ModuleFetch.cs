using System.Collections.Concurrent;
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
/// <param name="source">Gets private modules that no proxy may be asked for; null to leave them to Go.</param>
/// <param name="time">The clock.</param>
internal sealed class ModuleFetch(
    ServiceSettings settings, NetworkPlan network, ModuleStore store, IPrivateModuleSource? source, TimeProvider time)
{
    // How long a proxy that usually answers at once is waited for. After a pipe another one may answer sooner; after a comma Go
    // would wait for ever, so another is asked instead only when this one has had its chance.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PatienceBeforePipe = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan PatienceBeforeComma = TimeSpan.FromSeconds(5);

    private readonly List<ModuleProxy> _proxies = [];

    /// <summary>Gets what has come so far.</summary>
    public FetchTally Tally { get; } = new();

    /// <summary>Gets the hosts of the proxies that are left alone, because they failed again and again.</summary>
    public List<string> DeadHosts => [.. _proxies.Where(proxy => proxy.Health.IsResting).Select(proxy => ProxyAddress.Host(proxy.Element.Address)).Distinct()];

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

        if (!network.GoProxy.Elements.Any(element => element.IsProxy || element.Address == ProxyElement.Direct)
            && needs.FirstOrDefault(need => demand.IsRequired(need.Module) && !PrivatePatterns.Match(network, need.Module)) is { } first)
        {
            throw new GoDockerException(
                ErrorKinds.ModuleNotFound, $"{first.Module} ({first.Where}): it is not in the cache, and GOPROXY is '{network.GoProxy}', which asks nobody.")
            {
                Cause = "Nothing may be fetched here, and nobody has brought the modules.",
                Fix = "Bring them from another machine: --target=ExportModules --bundle=FILE there, --target=ImportModules --bundle=FILE here. Or name a proxy.",
            };
        }

        log.Information($"{needs.Length} of {demand.Needs.Items.Count} modules are not in the cache.");

        // Several processes that start together on one go.sum share the work instead of waiting for each other in turn.
        Random.Shared.Shuffle(needs);
        using var http = new HttpMessageInvoker(Handler());
        var discreet = Handler();
        discreet.AllowAutoRedirect = false;
        using var discreetHttp = new HttpMessageInvoker(new DiscreetRedirects(discreet));
        using var hashing = new HashingThreads();
        var everyone = Fetcher([.. Proxies(http)], hashing);
        var confidants = Fetcher([.. Proxies(discreetHttp).Where(proxy => proxy.IsConfidant)], hashing);
        var endsDirect = network.GoProxy.Elements.FirstOrDefault(element => !element.IsProxy)?.Address == ProxyElement.Direct;
        var outcome = new FetchOutcome(demand, module => endsDirect || PrivatePatterns.Match(network, module));
        ConcurrentBag<ModuleNeed> fromVersionControl = [];
        using var progress = new FetchProgress(needs.Length, Tally, log, time, Waiting);
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
                var isPrivate = PrivatePatterns.Match(network, need.Module);
                try
                {
                    await (isPrivate ? confidants : everyone).EnsureAsync(need, token);
                }
                catch (GoDockerException e) when (isPrivate && source is not null && e.Kind == ErrorKinds.ModuleNotFound)
                {
                    fromVersionControl.Add(need);
                }
                catch (GoDockerException e)
                {
                    outcome.Add(need, e);
                }
            });
        if (source is not null)
        {
            await new VersionControlFetch(source, settings, network, folder => Fetcher([VersionControl(folder, http)], hashing))
                .RunAsync(fromVersionControl, outcome, log, cancellationToken);
        }

        outcome.EnsureBuildable();
        if (outcome.Summary() is { } summary)
        {
            log.Warning(summary);
        }

        return outcome.Missing.ToHashSet();
    }

    // A minute without a word would look like a hang.
    private string Waiting() =>
        _proxies.Where(proxy => proxy.IsPaused).Select(proxy => ProxyAddress.Host(proxy.Element.Address)).Distinct().ToList() is { Count: > 0 } hosts
            ? $"; {string.Join(" and ", hosts)} asked to be left alone for now (Retry-After)"
            : "";

    private SocketsHttpHandler Handler() => HttpClients.Handler(
        new HttpProxies(network.HttpProxy, network.HttpsProxy, network.NoProxy),
        network.CaFile,
        settings.Fetch.Connect,
        settings.Fetch.RequestsPerHost);

    private ModuleFetcher Fetcher(IReadOnlyList<ModuleProxy> proxies, HashingThreads hashing) =>
        new(store, new ProxyChainWalker(proxies, settings.Fetch, time), hashing, Tally);

    // What version control gave lies in a folder in GOPROXY layout, so it is a proxy like any other.
    private ModuleProxy VersionControl(string folder, HttpMessageInvoker http) =>
        new(new(new Uri(folder).AbsoluteUri), http, new(1, time), Netrc.Empty, Patience, settings.Fetch, time)
        {
            Name = "version control",
        };

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

            var patience = element == elements[^1] ? Patience
                : element.Fallback == ProxyFallback.WhenFailing ? PatienceBeforePipe
                : PatienceBeforeComma;
            var proxy = new ModuleProxy(element, http, gate, netrc, patience, settings.Fetch, time);
            _proxies.Add(proxy);
            yield return proxy;
        }
    }
}
