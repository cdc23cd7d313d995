using GoDockerTasks.Network;

namespace GoDockerTasks.Resilience;

/// <summary>Changes a network plan so that a host which failed is asked last, or no more.</summary>
public static class ProxyFailover
{
    /// <summary>Gives the plan without the failed host in front.</summary>
    /// <param name="plan">The plan that failed.</param>
    /// <param name="host">The host that failed; null when the log did not name it.</param>
    /// <param name="registry">Whether it failed as a registry.</param>
    /// <returns>The new plan; null when the plan has nobody else to ask.</returns>
    /// <remarks>
    /// Only a pipe lets the next proxy be asked. Who wrote a comma may not want it to hear of what the first one holds
    /// (https://go.dev/ref/mod#goproxy-protocol).
    /// </remarks>
    public static NetworkPlan? Next(NetworkPlan plan, string? host, bool registry) =>
        registry ? WithoutMirror(plan, host) : WithNextProxy(plan, host);

    private static NetworkPlan? WithoutMirror(NetworkPlan plan, string? host)
    {
        var mirror = plan.RegistryMirrors.FirstOrDefault(pair => host is not null && HostOf(pair.Value) == host);
        return mirror.Key is null ? null : plan with
        {
            RegistryMirrors = plan.RegistryMirrors.Where(pair => pair.Key != mirror.Key).ToDictionary(),
            Reasons = [.. plan.Reasons, $"Mirror {mirror.Value} failed: {mirror.Key} itself is asked."],
        };
    }

    private static NetworkPlan? WithNextProxy(NetworkPlan plan, string? host)
    {
        var elements = plan.GoProxy.Elements;
        var failed = Enumerable.Range(0, elements.Count)
            .FirstOrDefault(i => elements[i].IsProxy && (host is null || HostOf(elements[i].Address) == host), -1);
        if (failed < 0)
        {
            return null;
        }

        var end = failed;
        while (end < elements.Count - 1 && elements[end].Fallback == ProxyFallback.WhenFailing && elements[end + 1].IsProxy)
        {
            end++;
        }

        if (end == failed)
        {
            return null;
        }

        // The separators stay where they are; the proxies before them move up.
        var run = elements.Skip(failed).Take(end - failed + 1).ToArray();
        var moved = run.Skip(1).Append(run[0]).Select((element, i) => element with { Fallback = run[i].Fallback });
        return plan with
        {
            GoProxy = new([.. elements.Take(failed), .. moved, .. elements.Skip(end + 1)]),
            Reasons = [.. plan.Reasons, $"{ProxyAddress.WithoutCredentials(run[0].Address)} failed: {ProxyAddress.WithoutCredentials(run[1].Address)} is asked first."],
        };
    }

    private static string? HostOf(string address)
    {
        var text = address.Contains("://", StringComparison.Ordinal) ? address : "https://" + address;
        return Uri.TryCreate(text, UriKind.Absolute, out var url) ? url.Host : null;
    }
}
