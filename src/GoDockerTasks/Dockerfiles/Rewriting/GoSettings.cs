using System.Text;
using GoDockerTasks.Network;

namespace GoDockerTasks.Dockerfiles.Rewriting;

/// <summary>The settings that the go command of a RUN gets.</summary>
/// <param name="Network">The way through the network.</param>
/// <param name="HasSnapshot">Whether the snapshot is mounted.</param>
/// <param name="Hermetic">Whether nobody else may be asked.</param>
/// <param name="HasPrivate">Whether some modules are private.</param>
/// <param name="AsksForMore">Whether more than go.sum's modules are needed.</param>
/// <param name="HasBuildCache">Whether the build cache is mounted at a place of ours.</param>
/// <param name="OwnFile">What the toolchain's own go.env says; null where the user's file is mounted over.</param>
internal sealed record GoSettings(
    NetworkPlan Network, bool HasSnapshot, bool Hermetic, bool HasPrivate, bool AsksForMore, bool HasBuildCache, string? OwnFile)
{
    /// <summary>What upstream's go.env says, where the image's own is not known.</summary>
    public const string Upstream = "GOPROXY=https://proxy.golang.org,direct\nGOSUMDB=sum.golang.org\nGOTOOLCHAIN=auto\n";

    /// <summary>The text of the file. Later lines do not override earlier ones in Go, so no name is there twice.</summary>
    public string ToText()
    {
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in (OwnFile ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && line[0] != '#')
            {
                settings[line[..equals]] = line[(equals + 1)..];
            }
        }

        settings["GOPROXY"] = Proxy();
        Set(settings, "GOPRIVATE", Network.GoPrivate);
        Set(settings, "GONOPROXY", BypassesPrivateRules ? "none" : Network.GoNoProxy);
        Set(settings, "GONOSUMDB", Network.GoNoSumDb);
        Set(settings, "GOSUMDB", Network.GoSumDb);
        Set(settings, "GOCACHE", HasBuildCache ? Places.BuildCache : null);

        var text = new StringBuilder();
        foreach (var (name, value) in settings)
        {
            text.Append(name).Append('=').Append(value).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Gets a value indicating whether the snapshot lacks private modules, which only version control has.</summary>
    public bool LacksPrivate { get; init; }

    /// <summary>Gets the module cache that is asked before the network; null where newer versions may be looked for.</summary>
    /// <remarks>
    /// <c>go install tool@v1.2.3</c> asks for the list of versions each time, to say whether that one is retracted. The
    /// cache answers with the versions that it has, so a tool that was installed once needs no network again.
    /// </remarks>
    public string? ModuleCache { get; init; }

    /// <summary>Gets a value indicating whether the step surely asks for nothing else than the snapshot, so that no proxy is named.</summary>
    public bool IsOffline { get; init; }

    // Private modules come from the snapshot too, unless the step has to find out versions: then the user's own rules hold.
    private bool BypassesPrivateRules => HasSnapshot && !(HasPrivate && AsksForMore);

    private string Proxy() => string.Join(',',
    [
        .. HasSnapshot ? [$"file://{Places.Modules}"] : Array.Empty<string>(),
        .. ModuleCache is { } cache ? [$"file://{cache}/cache/download"] : Array.Empty<string>(),
        .. IsOffline ? Array.Empty<string>() : [Chain()],
    ]);

    private string Chain()
    {
        if (Hermetic)
        {
            return ProxyElement.Off;
        }

        // With GONOPROXY=none a private name would be asked for along the whole list; so nothing public may be in it.
        if (HasPrivate && BypassesPrivateRules)
        {
            var goesDirect = LacksPrivate || Network.GoProxy.Elements.Any(element => element.Address == ProxyElement.Direct);
            return goesDirect ? ProxyElement.Direct : ProxyElement.Off;
        }

        if (Network.GoProxy.Elements.Count == 0)
        {
            return ProxyChain.GoDefault.ToString();
        }

        // A folder of this machine is not there in a RUN; what it holds is in the snapshot.
        ProxyElement[] reachable = [.. Network.GoProxy.Elements.Where(element => !element.IsFile)];
        return reachable.Length == 0 ? ProxyElement.Off : new ProxyChain(WithoutSilent(reachable)).ToString();
    }

    // Go asks every proxy of the list for what none of them has, and waits for ever for one that is silent.
    private ProxyElement[] WithoutSilent(ProxyElement[] elements)
    {
        ProxyElement[] talking = [.. elements.Where(element => !Network.IsSilent(element))];
        return talking.Any(element => element.IsProxy) ? talking : elements;
    }

    private static void Set(SortedDictionary<string, string> settings, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            settings[name] = value;
        }
    }
}
