using GoDockerTasks.Network.Probing;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Network.Checks;

/// <summary>Says which elements of a GOPROXY list may fail, because another one takes over: then they only cost time.</summary>
/// <param name="settings">What the user said.</param>
/// <param name="candidates">The proxies that were probed.</param>
/// <param name="probes">What became of it, in the same order.</param>
internal sealed class TakeOver(ServiceSettings settings, IReadOnlyList<ProbeCandidate> candidates, IReadOnlyList<ProbeResult> probes)
{
    private readonly IReadOnlyList<ProxyElement> _elements =
        (settings.GoProxy is { } text ? ProxyChain.Parse(text) : ProxyChain.GoDefault).Elements;

    private readonly IReadOnlyList<string> _working =
        [.. candidates.Zip(probes).Where(pair => pair.Second.Ok).Select(pair => pair.First.Address)];

    /// <summary>Says whether a proxy may fail.</summary>
    /// <param name="address">Its address, as it was probed.</param>
    public bool MayFail(string address) =>
        _working.Count > 0
        && (settings.GoProxy is null
            || _elements.FirstOrDefault(element => element.Address == address) is null or { Fallback: ProxyFallback.WhenFailing }
            // It is asked only for what those before it do not have.
            || _working.Any(working => IndexOf(working) < IndexOf(address)));

    /// <summary>Says whether a folder may be missing. To Go it then has nothing, so that a comma is enough to move on.</summary>
    public bool MayBeMissing(ProxyElement folder) =>
        _working.Count > 0 || _elements.Any(other => other != folder && other.IsFile && Directory.Exists(new Uri(other.Address).LocalPath));

    private int IndexOf(string address) => _elements.TakeWhile(other => other.Address != address).Count();
}
