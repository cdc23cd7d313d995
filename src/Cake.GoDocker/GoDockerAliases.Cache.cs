using Cake.Core;
using Cake.Core.Annotations;
using Cake.Core.IO;
using GoDockerTasks.Modules;
using GoDockerTasks.Modules.Bundles;

namespace Cake.GoDocker;

/// <content>What is done with the module cache.</content>
public static partial class GoDockerAliases
{
    /// <summary>Writes the modules of go.sum into one file, for a machine without a network.</summary>
    /// <param name="context">The Cake context.</param>
    /// <param name="bundle">The file; one that is there is replaced.</param>
    /// <example>
    /// <code>
    /// Task("Export").Does(() => GoDockerExportModules("artifacts/modules.tar"));
    /// </code>
    /// </example>
    /// <exception cref="CakeException">There is nothing to write, or it failed; message and exit code say why.</exception>
    [CakeMethodAlias]
    public static void GoDockerExportModules(this ICakeContext context, FilePath bundle)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(bundle);

        using var run = new CakeRun(context, "ExportModules");
        run.Execute(
            settings => settings with { Bundle = bundle.MakeAbsolute(context.Environment).FullPath },
            async (build, state, token) =>
            {
                build.Cache.EnsureBundle();
                state.Network = await build.ResolveProxyAsync(token);
                state.Modules = await build.PrefetchModulesAsync(state.Network, state.Probes, token);
                await build.Cache.ExportAsync(state.Modules, token);
            });
    }

    /// <summary>Takes the modules of a bundle into this machine's cache, each verified.</summary>
    /// <param name="context">The Cake context.</param>
    /// <param name="bundle">The file.</param>
    /// <returns>How many modules it holds, and how many were new.</returns>
    /// <example>
    /// <code>
    /// Task("Import").Does(() => GoDockerImportModules("modules.tar"));
    /// </code>
    /// </example>
    /// <exception cref="CakeException">It is no sound bundle; message and exit code say why.</exception>
    [CakeMethodAlias]
    public static BundleImport GoDockerImportModules(this ICakeContext context, FilePath bundle)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(bundle);

        BundleImport? import = null;
        using var run = new CakeRun(context, "ImportModules");
        run.Execute(
            settings => settings with { Bundle = bundle.MakeAbsolute(context.Environment).FullPath },
            async (build, _, token) => import = await build.Cache.ImportAsync(token));
        return import!;
    }

    /// <summary>Checks every module in the cache. What is damaged is removed, and fetched again when it is needed.</summary>
    /// <param name="context">The Cake context.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="CakeException">Some were damaged.</exception>
    [CakeMethodAlias]
    public static StoreVerification GoDockerVerifyModules(this ICakeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        StoreVerification? found = null;
        using var run = new CakeRun(context, "VerifyModules");
        run.Execute(settings => settings, async (build, _, token) => found = await build.Cache.VerifyAsync(token));
        return found!;
    }

    /// <summary>Removes from the module cache what is older than CacheMaxAge, and the oldest of what exceeds CacheMaxSize.</summary>
    /// <param name="context">The Cake context.</param>
    /// <returns>What was removed.</returns>
    /// <exception cref="CakeException">The cache cannot be written.</exception>
    [CakeMethodAlias]
    public static StorePruning GoDockerPruneModules(this ICakeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        StorePruning? pruning = null;
        using var run = new CakeRun(context, "PruneModules");
        run.Execute(
            settings => settings,
            (build, _, _) =>
            {
                pruning = build.Cache.Prune();
                return Task.CompletedTask;
            });
        return pruning!;
    }
}
