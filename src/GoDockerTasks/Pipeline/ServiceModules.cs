using GoDockerTasks.Errors;
using GoDockerTasks.Modules;
using GoDockerTasks.Network;
using GoDockerTasks.Reporting;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Pipeline;

/// <summary>The modules of one service: what a run asks proxies for, and gets from them.</summary>
/// <param name="settings">Valid settings.</param>
/// <param name="requests">Knows what the Dockerfile says, and whose modules are needed.</param>
/// <param name="prefetcher">Fetches them.</param>
/// <param name="network">Remembers which proxies work.</param>
/// <param name="explainer">Finds out why they could not be fetched.</param>
/// <param name="log">Where the run says what it does.</param>
internal sealed class ServiceModules(
    ServiceSettings settings,
    BuildRequests requests,
    ModulePrefetcher prefetcher,
    NetworkResolver network,
    DownloadExplainer explainer,
    IRunLog log)
{
    /// <summary>Finds the way to the proxies.</summary>
    public async Task<NetworkPlan> ResolveAsync(CancellationToken cancellationToken) =>
        await network.ResolveAsync(
            requests.Amended, await prefetcher.QuestionAsync(requests.Asking, requests.ModuleRoots, cancellationToken), log, cancellationToken);

    /// <summary>Fetches the modules; what a failure shows is forgotten about proxies, and told.</summary>
    public async Task<PrefetchResult> PrefetchAsync(
        NetworkPlan plan, ICollection<ProbeResult> probes, CancellationToken cancellationToken)
    {
        if (settings.Modules == ModuleSource.Off)
        {
            log.Information("Modules=off: Go downloads them in the build.");
            return new(null);
        }

        try
        {
            var snapshot = await prefetcher.PrefetchAsync(settings, plan, requests.ModuleRoots, log, cancellationToken);
            return new(snapshot)
            {
                RequiresNothing = snapshot is null && await ModulePrefetcher.RequireNothingAsync(requests.ModuleRoots, cancellationToken),
            };
        }
        catch (GoDockerException e)
        {
            network.Forget(settings);
            var question = await prefetcher.QuestionAsync(requests.Amended, requests.ModuleRoots, cancellationToken);
            throw await explainer.ExplainAsync(e, requests.Amended, plan, question, probes, log, cancellationToken);
        }
    }

    /// <summary>Gives the modules as files, for a builder that does not get the layer with them.</summary>
    /// <remarks>A layer that was found in the registry has spared the download.</remarks>
    public async Task<PrefetchResult?> AsFolderAsync(PrefetchResult? modules, NetworkPlan plan, CancellationToken cancellationToken) =>
        modules?.Snapshot is not { Layer: not null } snapshot ? modules
        : Directory.Exists(snapshot.Directory) ? new(snapshot with { Layer = null })
        : new(await prefetcher.PrefetchAsync(
            settings with { Modules = ModuleSource.Snapshot }, plan, requests.ModuleRoots, log, cancellationToken));
}
