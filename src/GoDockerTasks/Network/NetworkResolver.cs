using GoDockerTasks.Reporting;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Network;

/// <summary>Decides the way through the network: which proxies, in which order, and why.</summary>
/// <param name="prober">Asks proxies whether they answer.</param>
public sealed class NetworkResolver(ProxyProber prober)
{
    /// <summary>How long a proxy may take to answer a probe.</summary>
    public static readonly TimeSpan ProbeDeadline = TimeSpan.FromSeconds(3);

    /// <summary>Makes the plan.</summary>
    /// <param name="settings">What the user said.</param>
    /// <param name="modulesAreHere">Whether no module has to be fetched, so that nothing needs to be asked.</param>
    /// <param name="log">Where each decision is said.</param>
    /// <param name="cancellationToken">Stops the probes.</param>
    /// <returns>The plan. A proxy that does not answer stays in it: it may be back when it is needed.</returns>
    public async Task<NetworkPlan> ResolveAsync(
        ServiceSettings settings, bool modulesAreHere, IRunLog log, CancellationToken cancellationToken)
    {
        List<string> reasons = [];
        var chain = Chosen(settings, reasons);
        IReadOnlyList<ProbeResult> probes = [];
        if (modulesAreHere)
        {
            reasons.Add("Every module is in the cache: no proxy was probed.");
        }
        else
        {
            probes = await ProbeAsync(chain, settings, cancellationToken);
            chain = Ordered(chain, probes, reasons);
        }

        if ((settings.HttpsProxy ?? settings.HttpProxy) is { } httpProxy)
        {
            reasons.Add($"HTTP proxy {ProxyAddress.WithoutCredentials(httpProxy)}: from the settings or the environment.");
        }

        foreach (var reason in reasons)
        {
            log.Information(reason);
        }

        return new()
        {
            GoProxy = chain,
            GoPrivate = settings.GoPrivate ?? "",
            GoNoProxy = settings.GoNoProxy,
            GoNoSumDb = settings.GoNoSumDb,
            GoSumDb = settings.GoSumDb,
            HttpProxy = settings.HttpProxy,
            HttpsProxy = settings.HttpsProxy,
            NoProxy = settings.NoProxy,
            RegistryMirrors = settings.RegistryMirrors,
            CaFile = settings.CaFile,
            Reasons = reasons,
            Probes = probes,
        };
    }

    private static ProxyChain Chosen(ServiceSettings settings, List<string> reasons)
    {
        if (settings.GoProxy is not { } text)
        {
            reasons.Add($"GOPROXY {ProxyChain.GoDefault}: Go's own, because it is set nowhere.");
            return ProxyChain.GoDefault;
        }

        reasons.Add($"GOPROXY {ProxyAddress.WithoutCredentials(text)}: as configured; nothing else is asked.");
        return ProxyChain.Parse(text);
    }

    private async Task<IReadOnlyList<ProbeResult>> ProbeAsync(
        ProxyChain chain, ServiceSettings settings, CancellationToken cancellationToken) =>
        await Task.WhenAll(
            from element in chain.Elements
            where element.IsProxy && !element.IsFile
            select prober.ProbeAsync(element.Address, settings, ProbeDeadline, cancellationToken));

    /// <summary>Moves dead proxies behind live ones, but only inside a run joined by pipes.</summary>
    /// <remarks>
    /// A comma says that a failure stops (https://go.dev/ref/mod#goproxy-protocol): who wrote one may not want the next
    /// proxy to hear of what the first one holds.
    /// </remarks>
    private static ProxyChain Ordered(ProxyChain chain, IReadOnlyList<ProbeResult> probes, List<string> reasons)
    {
        var dead = probes.Where(probe => !probe.Ok).ToDictionary(probe => probe.Url, StringComparer.Ordinal);
        ProbeResult? Death(ProxyElement element) => dead.GetValueOrDefault(ProxyAddress.WithoutCredentials(element.Address));

        List<ProxyElement> ordered = [];
        for (var start = 0; start < chain.Elements.Count;)
        {
            var end = start;
            while (end < chain.Elements.Count - 1 && chain.Elements[end].Fallback == ProxyFallback.WhenFailing
                && chain.Elements[end + 1].IsProxy)
            {
                end++;
            }

            var run = chain.Elements.Skip(start).Take(end - start + 1).ToList();
            var separators = run.Select(element => element.Fallback).ToList();
            ordered.AddRange(run
                .OrderBy(element => Death(element) is null ? 0 : 1)
                .Select((element, i) => element with { Fallback = separators[i] }));
            start = end + 1;
        }

        for (var i = 0; i < ordered.Count; i++)
        {
            if (Death(ordered[i]) is { } death)
            {
                var stops = i < ordered.Count - 1 && ordered[i].Fallback == ProxyFallback.WhenMissing;
                reasons.Add($"{death.Url} does not answer ({death.Stage.ToString().ToLowerInvariant()}: {death.Error})"
                    + (stops ? "; a comma follows it, so Go stops there: write | to let it move on." : "; it is asked last."));
            }
        }

        return new(ordered);
    }
}
