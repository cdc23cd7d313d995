using GoDockerTasks.Errors;
using GoDockerTasks.Io;
using GoDockerTasks.Network;
using GoDockerTasks.Reporting;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Modules;

/// <summary>Puts private modules from version control into the store, by the same checks as what proxies give.</summary>
/// <param name="source">Gets them.</param>
/// <param name="settings">What the user said.</param>
/// <param name="network">The way through the network.</param>
/// <param name="fetcher">Gives the fetcher that takes them from a folder.</param>
internal sealed class VersionControlFetch(
    IPrivateModuleSource source, ServiceSettings settings, NetworkPlan network, Func<string, ModuleFetcher> fetcher)
{
    // The user's Dockerfile may know another way (a netrc secret of its own): a build that would succeed is not stopped here.
    private readonly bool _goMayTry = !settings.Hermetic && settings.RunNetwork != RunNetwork.None;

    /// <summary>Fetches and verifies; what cannot be had is noted.</summary>
    /// <exception cref="GoDockerException">A module is another one than go.sum names (<c>GDT1102</c>).</exception>
    public async Task RunAsync(
        IReadOnlyCollection<ModuleNeed> needs, FetchOutcome outcome, IRunLog log, CancellationToken cancellationToken)
    {
        if (needs.Count == 0)
        {
            return;
        }

        using var folder = new TempDirectory();
        IReadOnlyDictionary<ModuleVersion, GoDockerException> failures;
        try
        {
            ModuleVersion[] modules =
                [.. needs.Select(need => need.Module).OrderBy(module => module.ToString(), StringComparer.Ordinal)];
            failures = await source.FetchAsync(modules, folder.Path, network, log, cancellationToken);
        }
        catch (GoDockerException e)
        {
            failures = needs.ToDictionary(need => need.Module, _ => e);
        }

        var store = fetcher(folder.Path);
        foreach (var need in needs)
        {
            try
            {
                await (failures.TryGetValue(need.Module, out var failure)
                    ? throw failure
                    : store.EnsureAsync(need, cancellationToken));
            }
            catch (GoDockerException e)
            {
                outcome.Add(need, e, _goMayTry);
            }
        }
    }
}
