namespace GoDockerTasks.Network;

/// <summary>Decides the order of proxies, and says why. Equal input gives an equal answer.</summary>
internal static class ProxyDecision
{
    /// <summary>Says whether an order can be chosen at all: only a pipe between two proxies leaves one open.</summary>
    public static bool HasChoice(ProxyChain chain) => chain.Elements.Zip(chain.Elements.Skip(1))
        .Any(pair => pair.First is { IsProxy: true, Fallback: ProxyFallback.WhenFailing } && pair.Second.IsProxy);

    /// <summary>Orders a list that the user wrote: what does not work goes behind, but only inside a run joined by pipes.</summary>
    /// <remarks>
    /// A comma says that a failure stops (https://go.dev/ref/mod#goproxy-protocol): who wrote one may not want the next
    /// proxy to hear of what the first one holds. Silence is no failure to Go, which waits for ever; so a silent proxy goes
    /// behind across a comma, too, and stays in the list for what nobody else has.
    /// </remarks>
    public static ProxyChain Ordered(ProxyChain chain, IReadOnlyList<ProbeResult> probes, List<string> reasons)
    {
        ProbeResult? Probe(ProxyElement element) =>
            probes.FirstOrDefault(probe => probe.Url == ProxyAddress.WithoutCredentials(element.Address));

        List<ProxyElement> ordered = [];
        for (var start = 0; start < chain.Elements.Count;)
        {
            var end = start;
            while (end < chain.Elements.Count - 1 && chain.Elements[end + 1].IsProxy
                && (chain.Elements[end].Fallback == ProxyFallback.WhenFailing || Probe(chain.Elements[end]) is { IsSilent: true }))
            {
                end++;
            }

            var run = chain.Elements.Skip(start).Take(end - start + 1)
                .OrderBy(element => Probe(element) is { } probe ? Rank(probe) : 0).ToList();

            // What follows the run follows whoever is last in it now.
            var before = run.IndexOf(chain.Elements[end]);
            (run[before], run[^1]) = (run[before] with { Fallback = run[^1].Fallback }, run[^1] with { Fallback = run[before].Fallback });
            ordered.AddRange(run);
            start = end + 1;
        }

        for (var i = 0; i < ordered.Count; i++)
        {
            var isLast = i == ordered.Count - 1;
            if (Probe(ordered[i]) is { } probe)
            {
                AddReasons(probe, isLast ? null : chain.Elements.First(element => element.Address == ordered[i].Address).Fallback, reasons);
            }
        }

        var result = new ProxyChain(ordered);
        if (result.ToString() != chain.ToString())
        {
            reasons.Add($"So they are asked in this order: {ProxyAddress.WithoutCredentials(result.ToString())}.");
        }

        return result;
    }

    /// <summary>Chooses among the public proxies, for somebody who named none.</summary>
    public static ProxyChain Public(IReadOnlyList<ProbeResult> probes, List<string> reasons)
    {
        var working = Working(probes).ToList();
        if (working.Count == 0 || working[0].Url == WellKnownProxies.All[0])
        {
            reasons.Add($"GOPROXY {ProxyChain.GoDefault}: Go's own, because it is set nowhere"
                + (working.Count > 0 ? $", and it works ({working[0].Elapsed.TotalMilliseconds:0} ms)." : "; no public proxy works from here."));
            foreach (var probe in probes.Where(probe => working.Count == 0 || probe == working[0]))
            {
                AddReasons(probe, null, reasons);
            }

            return ProxyChain.GoDefault;
        }

        // Who was not waited for is not broken.
        var chain = new ProxyChain([.. Joined([.. working, .. probes.Where(probe => probe.Unfinished)]), new(ProxyElement.Direct)]);
        var why = probes.Any(probe => !probe.IsBroken && probe.Url == WellKnownProxies.All[0])
            ? $"{working[0].Url} answers sooner than Go's own" : "Go's own does not work from here, and these public ones do";
        reasons.Add($"GOPROXY {chain}: it is set nowhere, and {why}.");
        foreach (var probe in probes.Where(probe => probe.IsBroken))
        {
            AddReasons(probe, null, reasons);
        }

        return chain;
    }

    /// <summary>Puts the public proxies that work behind the user's own, before <c>direct</c>.</summary>
    /// <remarks>
    /// The user's last proxy keeps its comma while it works: what it refuses is not asked for elsewhere. Where it does not
    /// work, <c>Mirrors=auto</c> says that others may stand in for it.
    /// </remarks>
    public static ProxyChain WithMirrors(
        ProxyChain chain, IReadOnlyList<ProbeResult> users, IReadOnlyList<ProbeResult> mirrors, List<string> reasons)
    {
        var working = Working(mirrors).ToList();
        var own = chain.Elements.TakeWhile(element => element.IsProxy).ToList();
        var rest = chain.Elements.Skip(own.Count).ToList();
        if (working.Count == 0 || rest is [{ Address: ProxyElement.Off }])
        {
            reasons.Add(working.Count == 0 ? "Mirrors=auto: no public proxy works from here." : "Mirrors=auto: 'off' ends the list, so nothing is added.");
            return chain;
        }

        var stops = users.Any(probe => probe.Ok || (probe is { Stage: >= ProbeStage.Http, IsSilent: false }
            && !probe.Error!.StartsWith("HTTP 5", StringComparison.Ordinal)));
        if (own.Count > 0 && own[^1].Fallback == ProxyFallback.WhenMissing)
        {
            own[^1] = own[^1] with { Fallback = stops ? ProxyFallback.WhenMissing : ProxyFallback.WhenFailing };
        }

        var added = new ProxyChain([.. Joined(working)]);
        reasons.Add($"Mirrors=auto: {added} may be asked " + (stops
            ? "for what your proxies do not have (404, 410)."
            : "because none of your proxies works."));
        return new([.. own, .. added.Elements, .. rest]);
    }

    private static IEnumerable<ProbeResult> Working(IReadOnlyList<ProbeResult> probes) =>
        probes.Where(probe => probe.Ok).OrderBy(Rank);

    private static IEnumerable<ProxyElement> Joined(IReadOnlyList<ProbeResult> working) =>
        working.Select((probe, i) => new ProxyElement(
            probe.Url, i < working.Count - 1 ? ProxyFallback.WhenFailing : ProxyFallback.WhenMissing));

    private static int Rank(ProbeResult probe) => probe.IsBroken && !probe.ServesAnotherModule ? 2 : probe.Unfinished || probe.IsSlow ? 1 : 0;

    private static void AddReasons(ProbeResult probe, ProxyFallback? fallback, List<string> reasons)
    {
        if (probe.IsBroken)
        {
            var how = probe.Stage < ProbeStage.Http || probe.Error!.StartsWith("no answer", StringComparison.Ordinal) ? "does not answer" : "does not work";
            reasons.Add($"{probe.Url} {how} ({probe.StageName}: {probe.Error})" + fallback switch
            {
                _ when probe.ServesAnotherModule => "; perhaps somebody tampers: nothing of it is taken, and nobody is asked in its place.",
                _ when probe.IsSilent => "; Go would wait for it for ever, so those that do answer are asked first.",
                ProxyFallback.WhenMissing => "; a comma follows it, so Go stops there: write | to let it move on.",
                ProxyFallback.WhenFailing => "; it is asked after those that do.",
                _ => ".",
            });
        }
        else if (probe.IsSlow)
        {
            reasons.Add($"{probe.Url} is slow ({probe.BytesPerSecond / 1000:0.0} kB/s).");
        }

        reasons.AddRange(probe.Notes.Select(note => $"{probe.Url}: {note}."));
    }
}
