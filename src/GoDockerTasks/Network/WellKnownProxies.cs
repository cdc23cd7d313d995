namespace GoDockerTasks.Network;

/// <summary>The public module proxies that everybody may use, in the order in which they are preferred.</summary>
/// <remarks>They are asked only where the user named no proxy at all, or with <c>Mirrors=auto</c>.</remarks>
public static class WellKnownProxies
{
    /// <summary>Gets their addresses; the first is Go's own.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "https://proxy.golang.org",
        "https://goproxy.cn",
        "https://goproxy.io",
        "https://mirrors.aliyun.com/goproxy",
    ];

    // proxy.golang.org sends on to the storage for zips: golang/go#68412.
    private static readonly HashSet<string> Hosts =
        [.. All.Select(address => new Uri(address).Host), "storage.googleapis.com", "sum.golang.org", "sum.golang.google.cn"];

    /// <summary>Says whether a host is one of theirs, or one that they send on to.</summary>
    /// <param name="host">The host.</param>
    /// <returns>True when its certificate must come from a public CA.</returns>
    public static bool IsKnownHost(string host) => Hosts.Contains(host);
}
