using GoDockerTasks.Network;

namespace GoDockerTasks.Resilience;

/// <summary>Changes a network plan so that a host which failed is asked last, or no more.</summary>
public static class ProxyFailover
{
    /// <summary>Gives the plan without the failed host in front.</summary>
    /// <param name="plan">The plan that failed.</param>
    /// <param name="host">The host that failed; null when the log did not name it.</param>
    /// <param name="registry">Whether it failed as a registry.</param>
    /// <param name="evidence">The lines that show it; they tell two proxies of one host apart by their ports.</param>
    /// <returns>The new plan; null when the plan has nobody else to ask.</returns>
    /// <remarks>
    /// Only a pipe lets the next proxy be asked. Who wrote a comma may not want it to hear of what the first one holds
    /// (https://go.dev/ref/mod#goproxy-protocol).
    /// </remarks>
    public static NetworkPlan? Next(NetworkPlan plan, string? host, bool registry, IReadOnlyList<string> evidence) =>
        registry ? WithoutMirror(plan, host) : WithNextProxy(plan, host, evidence);

    private static NetworkPlan? WithoutMirror(NetworkPlan plan, string? host)
    {
        bool Fails(string mirror) => host is not null && ProxyAddress.Host(mirror) == host;

        var (registry, list) = plan.RegistryMirrors.FirstOrDefault(pair => pair.Value.Any(Fails));
        if (registry is null)
        {
            return null;
        }

        var mirrors = list.ToLookup(Fails);
        IReadOnlyList<string> left = [.. mirrors[false]];
        return plan with
        {
            RegistryMirrors = plan.RegistryMirrors
                .Where(pair => pair.Key != registry || left.Count > 0)
                .ToDictionary(pair => pair.Key, pair => pair.Key == registry ? left : pair.Value),
            Reasons = [.. plan.Reasons, $"Mirror {mirrors[true].First()} failed: {(left.Count > 0 ? left[0] : registry + " itself")} is asked."],
        };
    }

    private static NetworkPlan? WithNextProxy(NetworkPlan plan, string? host, IReadOnlyList<string> evidence)
    {
        var elements = plan.GoProxy.Elements;
        var failed = Enumerable.Range(0, elements.Count)
            .Where(i => elements[i].IsProxy && (host is null || ProxyAddress.Host(elements[i].Address) == host))
            .OrderByDescending(i => Uri.TryCreate(elements[i].Address, UriKind.Absolute, out var url)
                && evidence.Any(line => line.Contains($"{url.Host}:{url.Port}", StringComparison.Ordinal)))
            .FirstOrDefault(-1);
        if (failed < 0 || plan.GoProxy.RunOfPipes(failed) is not { Count: > 1 } run)
        {
            return null;
        }

        // The separators stay where they are; the proxies before them move up.
        var moved = run.Skip(1).Append(run[0]).Select((element, i) => element with { Fallback = run[i].Fallback });
        return plan with
        {
            GoProxy = new([.. elements.Take(failed), .. moved, .. elements.Skip(failed + run.Count)]),
            Reasons = [.. plan.Reasons, $"{ProxyAddress.WithoutCredentials(run[0].Address)} failed: {ProxyAddress.WithoutCredentials(run[1].Address)} is asked first."],
        };
    }
}
