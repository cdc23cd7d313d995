using GoDockerTasks.Network.Probing;
using GoDockerTasks.Reporting;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Network;

/// <summary>Decides the way through the network: which proxies, in which order, and why.</summary>
/// <param name="prober">Asks proxies whether they work.</param>
/// <param name="time">The clock that memories grow old with.</param>
public sealed class NetworkResolver(ProxyProber prober, TimeProvider time)
{
    private const string GosDatabase = "sum.golang.org";

    /// <summary>Makes the plan.</summary>
    /// <param name="settings">What the user said.</param>
    /// <param name="question">What proxies are asked for; null when no module has to be fetched, so that nothing needs to be asked.</param>
    /// <param name="log">Where each decision is said.</param>
    /// <param name="cancellationToken">Stops the probes.</param>
    /// <returns>The plan. A proxy that the user named and that does not work stays in it: it may be back when it is needed.</returns>
    public async Task<NetworkPlan> ResolveAsync(
        ServiceSettings settings, ProbeQuestion? question, IRunLog log, CancellationToken cancellationToken)
    {
        List<string> reasons = [];
        var chain = settings.GoProxy is { } text ? ProxyChain.Parse(text) : null;
        IReadOnlyList<ProbeResult> users = [];
        IReadOnlyList<ProbeResult> mirrors = [];
        List<string> remarks = [];
        if (question is not null)
        {
            var own = Own(chain, settings, question);
            var candidates = own.Concat(Mirrors(chain, settings, question)).ToList();
            if (chain is not null && candidates.Count == 1 && own.Count == 1 && !ProxyDecision.HasChoice(chain))
            {
                remarks.Add($"{ProxyAddress.WithoutCredentials(own[0].Address)}: not probed, because it is the only one in the list.");
                candidates = [];
            }

            var results = candidates.Count == 0 ? [] : await ProbeAsync(candidates, settings, remarks, cancellationToken);
            users = [.. results.Take(own.Count)];
            mirrors = [.. results.Skip(own.Count)];
        }

        chain = Decide(chain, settings, question is not null, users, mirrors, reasons);
        reasons.AddRange(remarks);
        AddOthers(settings, reasons);
        foreach (var reason in reasons)
        {
            log.Information(reason);
        }

        return Unprobed(settings) with { GoProxy = chain, Reasons = reasons, Probes = [.. users, .. mirrors] };
    }

    /// <summary>Gives what the settings say as a plan, with nothing decided.</summary>
    /// <param name="settings">What the user said.</param>
    internal static NetworkPlan Unprobed(ServiceSettings settings) => new()
    {
        GoProxy = settings.GoProxy is { } text ? ProxyChain.Parse(text) : ProxyChain.GoDefault,
        GoPrivate = settings.GoPrivate ?? "",
        GoNoProxy = settings.GoNoProxy,
        GoNoSumDb = settings.GoNoSumDb,
        GoSumDb = settings.GoSumDb,
        HttpProxy = settings.HttpProxy,
        HttpsProxy = settings.HttpsProxy,
        AllProxy = settings.AllProxy,
        NoProxy = settings.NoProxy,
        RegistryMirrors = settings.RegistryMirrors,
        CaFile = settings.CaFile,
    };

    /// <summary>Drops what is remembered about the network: something failed that was thought to work.</summary>
    /// <param name="settings">What the user said.</param>
    public void Forget(ServiceSettings settings) => Memory(settings).Forget();

    /// <summary>Lists the proxies of the user's own list that can be probed.</summary>
    /// <param name="chain">The list; null where there is none.</param>
    /// <param name="settings">What the user said.</param>
    /// <param name="question">What they are asked for.</param>
    internal static IReadOnlyList<ProbeCandidate> Own(ProxyChain? chain, ServiceSettings settings, ProbeQuestion question) =>
    [
        .. (chain?.Elements ?? [])
            .TakeWhile(element => element.IsProxy)
            .Where(element => !element.IsFile)
            .Select(element => new ProbeCandidate(element.Address, question.Own, Database(settings)) { KeepsItsPlace = element.Fallback == ProxyFallback.WhenMissing })
            .DistinctBy(candidate => candidate.Address),
    ];

    /// <summary>Lists the public proxies that may be asked besides; usually none.</summary>
    /// <param name="chain">The user's list; null where there is none.</param>
    /// <param name="settings">What the user said.</param>
    /// <param name="question">What they are asked for.</param>
    internal static IEnumerable<ProbeCandidate> Mirrors(ProxyChain? chain, ServiceSettings settings, ProbeQuestion question) =>
        chain is null || (settings.Mirrors == MirrorPolicy.Auto && chain.Elements.All(element => element.Address != ProxyElement.Off))
            ? WellKnownProxies.All
                .Where(address => chain?.Elements.Any(element => element.Address.TrimEnd('/') == address) != true)
                .Select(address => new ProbeCandidate(address, question.Public, Database(settings)))
            : [];

    private static ProxyChain Decide(
        ProxyChain? chain,
        ServiceSettings settings,
        bool asked,
        IReadOnlyList<ProbeResult> users,
        IReadOnlyList<ProbeResult> mirrors,
        List<string> reasons)
    {
        if (chain is null)
        {
            if (asked)
            {
                return ProxyDecision.Public(mirrors, reasons);
            }

            reasons.Add($"GOPROXY {ProxyChain.GoDefault}: Go's own, because it is set nowhere.");
            reasons.Add("Every module is here: no proxy was probed.");
            return ProxyChain.GoDefault;
        }

        var origin = settings.Origins.GetValueOrDefault("GoProxy") is { } source ? $"from {source}" : "as configured";
        var alone = settings.Mirrors == MirrorPolicy.Auto ? "." : "; nothing else is asked.";
        reasons.Add($"GOPROXY {ProxyAddress.WithoutCredentials(chain.ToString())}: {origin}{alone}");
        if (!asked)
        {
            reasons.Add("Every module is here: no proxy was probed.");
            return chain;
        }

        chain = ProxyDecision.Ordered(chain, users, reasons);
        return settings.Mirrors == MirrorPolicy.Auto ? ProxyDecision.WithMirrors(chain, users, mirrors, reasons) : chain;
    }

    private static void AddOthers(ServiceSettings settings, List<string> reasons)
    {
        string From(string key) => settings.Origins.GetValueOrDefault(key) is { } source ? $"from {source}" : "as configured";

        foreach (var (key, value, scheme) in new[] { ("HttpsProxy", settings.HttpsProxy, "https"), ("HttpProxy", settings.HttpProxy, "http") })
        {
            if (value is not null)
            {
                reasons.Add($"HTTP proxy {ProxyAddress.WithoutCredentials(value)} for {scheme}, here and in RUN: {From(key)}.");
            }
        }

        if (settings.AllProxy is { } other)
        {
            reasons.Add($"ALL_PROXY {ProxyAddress.WithoutCredentials(other)} in RUN, for what reads it (Go does not): {From("AllProxy")}.");
        }

        if (settings.NoProxy is { } exceptions)
        {
            reasons.Add($"No HTTP proxy for {exceptions}: {From("NoProxy")}.");
        }

        reasons.AddRange(settings.RegistryMirrors
            .OrderBy(mirror => mirror.Key, StringComparer.Ordinal)
            .Select(mirror => $"Registry {mirror.Key}: {string.Join(", then ", mirror.Value.Select(ProxyAddress.WithoutCredentials))} is asked instead, {From("RegistryMirrors")}."));
        if (settings.CaFile is { } ca)
        {
            reasons.Add($"CA certificates of {ca} are trusted besides the system's: {From("CaFile")}.");
        }

        if (settings.RunNetwork != RunNetwork.Default)
        {
            reasons.Add($"Network of RUN steps {settings.RunNetwork.ToString().ToLowerInvariant()}: {From("RunNetwork")}.");
        }
    }

    private async Task<IReadOnlyList<ProbeResult>> ProbeAsync(
        IReadOnlyList<ProbeCandidate> candidates, ServiceSettings settings, List<string> remarks, CancellationToken cancellationToken)
    {
        var memory = Memory(settings);
        if (memory.Find(candidates, settings) is var (results, age))
        {
            remarks.Add($"The proxies were probed {age.TotalMinutes:0} min ago; that still counts.");
            return results;
        }

        results = await prober.ProbeAsync(candidates, settings, all: false, cancellationToken);
        memory.Keep(candidates, settings, results);
        return results;
    }

    private ProbeMemory Memory(ServiceSettings settings) => new(Path.Combine(settings.Cache, "probes"), time);

    // A name, perhaps with a key and an address of its own, which no proxy is asked for.
    private static string? Database(ServiceSettings settings)
    {
        var words = (settings.GoSumDb ?? GosDatabase).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is ["off"] or not [_] ? null : words[0].Split('+')[0] is "sum.golang.google.cn" ? GosDatabase : words[0].Split('+')[0];
    }
}
