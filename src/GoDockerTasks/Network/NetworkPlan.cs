namespace GoDockerTasks.Network;

/// <summary>The way through the network that a run takes, and why. A fail-over makes a new plan.</summary>
public sealed record NetworkPlan
{
    /// <summary>Gets the proxies for modules, in order.</summary>
    public required ProxyChain GoProxy { get; init; }

    /// <summary>Gets the GOPRIVATE patterns; empty when nothing is private.</summary>
    public string GoPrivate { get; init; } = "";

    /// <summary>Gets the GONOPROXY patterns; null when only GOPRIVATE counts.</summary>
    public string? GoNoProxy { get; init; }

    /// <summary>Gets the GONOSUMDB patterns; null when only GOPRIVATE counts.</summary>
    public string? GoNoSumDb { get; init; }

    /// <summary>Gets the checksum database; null is Go's default.</summary>
    public string? GoSumDb { get; init; }

    /// <summary>Gets the HTTP proxy for plain http, with its credentials.</summary>
    public string? HttpProxy { get; init; }

    /// <summary>Gets the HTTP proxy for https, with its credentials.</summary>
    public string? HttpsProxy { get; init; }

    /// <summary>Gets what RUN steps see as ALL_PROXY, with its credentials.</summary>
    public string? AllProxy { get; init; }

    /// <summary>Gets the hosts that are reached without the HTTP proxy.</summary>
    public string? NoProxy { get; init; }

    /// <summary>Gets the mirrors of registries: registry host to mirror hosts with an optional path, in the order in which they are asked.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> RegistryMirrors { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Gets the path of a PEM file with CA certificates to trust besides the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>Gets one line for each decision.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>Gets what was tried to find out.</summary>
    public IReadOnlyList<ProbeResult> Probes { get; init; } = [];

    /// <summary>Gives the mirrors of a registry, in the order in which they are asked.</summary>
    /// <param name="registry">The registry's host.</param>
    /// <returns>The mirrors; none for a registry that has none.</returns>
    public IReadOnlyList<string> MirrorsOf(string registry) => RegistryMirrors.GetValueOrDefault(registry, []);

    /// <summary>Says whether a proxy was found to accept connections and never answer.</summary>
    /// <param name="proxy">An element of the list.</param>
    internal bool IsSilent(ProxyElement proxy) =>
        Probes.Any(probe => probe.IsSilent && probe.Url == ProxyAddress.WithoutCredentials(proxy.Address));
}
