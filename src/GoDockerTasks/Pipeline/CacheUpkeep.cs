using GoDockerTasks.Errors;
using GoDockerTasks.Modules;
using GoDockerTasks.Modules.Bundles;
using GoDockerTasks.Reporting;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Pipeline;

/// <summary>What is done with the module cache besides filling it for a build.</summary>
/// <param name="settings">Valid settings.</param>
/// <param name="log">Where the run says what it does.</param>
/// <param name="time">The clock.</param>
public sealed class CacheUpkeep(ServiceSettings settings, IRunLog log, TimeProvider time)
{
    /// <summary>Makes sure that a bundle can be written where <c>Bundle</c> says, before anything is fetched for it.</summary>
    /// <exception cref="GoDockerException">No file is named, or there is a folder of that name (<c>GDT2001</c>).</exception>
    public void EnsureBundle()
    {
        if (Directory.Exists(Bundle))
        {
            throw new GoDockerException(ErrorKinds.InvalidSettings, $"--bundle names the folder {Bundle}; it takes the path of a file, such as {Path.Combine(Bundle, "modules.tar")}.");
        }
    }

    /// <summary>ExportModules: writes the service's modules into the file that <c>Bundle</c> names.</summary>
    /// <param name="modules">What PrefetchModules gave.</param>
    /// <param name="cancellationToken">Stops writing; no file is left.</param>
    /// <returns>A task that ends when the file is there.</returns>
    /// <exception cref="GoDockerException">No file is named (<c>GDT2001</c>), or there is nothing to write (<c>GDT1121</c>).</exception>
    public async Task ExportAsync(PrefetchResult modules, CancellationToken cancellationToken)
    {
        var bundle = Bundle;
        var snapshot = modules.Snapshot ?? throw new GoDockerException(ErrorKinds.NothingToBundle, settings.Context);
        await new BundleWriter(log, time).WriteAsync(snapshot, bundle, cancellationToken);
        log.Information($"{bundle}: {snapshot.Total} modules, {new FileInfo(bundle).Length / 1e6:0.0} MB, snapshot {snapshot.Id}.");
        if (snapshot.Missing.Count > 0)
        {
            log.Warning($"Not in it, because Go gets them itself or nobody has them: {string.Join(", ", snapshot.Missing)}.");
        }
    }

    /// <summary>ImportModules: takes a bundle into this machine's cache.</summary>
    /// <param name="cancellationToken">Stops the import; what is done stays.</param>
    /// <returns>What was imported.</returns>
    /// <exception cref="GoDockerException">No file is named, or none is there (<c>GDT2001</c>), or it is no sound bundle (<c>GDT1120</c>).</exception>
    public async Task<BundleImport> ImportAsync(CancellationToken cancellationToken) => Path.Exists(Bundle)
        ? await new BundleReader(settings.Cache, log, time).ImportAsync(Bundle, cancellationToken)
        : throw new GoDockerException(ErrorKinds.InvalidSettings, $"--bundle names {Bundle}, and there is no such file.");

    /// <summary>VerifyModules: checks every module in the cache against what was verified when it came.</summary>
    /// <param name="cancellationToken">Stops checking.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="GoDockerException">Some were damaged; they are removed (<c>GDT1122</c>).</exception>
    public async Task<StoreVerification> VerifyAsync(CancellationToken cancellationToken)
    {
        var found = await new StoreVerifier(settings.Cache, log, time).VerifyAsync(cancellationToken);
        if (found.Damaged.Count > 0)
        {
            throw new GoDockerException(
                ErrorKinds.CacheDamaged,
                $"{found.Damaged.Count} of {found.Modules} zips in {settings.Cache}:\n  - {string.Join("\n  - ", found.Damaged)}");
        }

        log.Information(found.Modules == 0
            ? $"There are no modules in {settings.Cache}: nothing to verify."
            : $"{found.Modules} zips in {settings.Cache}: all are what was verified when they came.");
        return found;
    }

    /// <summary>PruneModules: removes what is older than <c>CacheMaxAge</c>, then what is too much for <c>CacheMaxSize</c>.</summary>
    /// <returns>What was removed.</returns>
    public StorePruning Prune()
    {
        var pruning = new StorePruner(settings.Cache, time).Prune(settings.CacheMaxSize, settings.CacheMaxAge);
        log.Information(pruning.Busy
            ? $"Nothing was removed: another run is filling {settings.Cache}. Run it again later."
            : $"{pruning.Modules} modules and {pruning.Snapshots} snapshots were removed from {settings.Cache}: "
                + $"{pruning.BytesBefore / 1e6:0} MB before, {pruning.BytesAfter / 1e6:0} MB now.");
        if (!pruning.Busy && pruning.BytesAfter > settings.CacheMaxSize)
        {
            log.Information("What is left was used within a day: a build may be using it.");
        }

        return pruning;
    }

    private string Bundle => settings.Bundle
        ?? throw new GoDockerException(ErrorKinds.InvalidSettings, "--bundle is missing; it takes the path of a file, such as modules.tar.");
}
