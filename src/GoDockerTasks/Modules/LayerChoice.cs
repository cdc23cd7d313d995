using GoDockerTasks.Errors;
using GoDockerTasks.Reporting;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Modules;

/// <summary>Decides whether a snapshot is kept as an image, and where.</summary>
/// <param name="settings">Says how modules are given to the build, and the repositories.</param>
/// <param name="privatePatterns">The patterns of private modules.</param>
/// <param name="layers">The registry; null where there is none to be used.</param>
/// <remarks>A registry that does not do what is wanted costs a warning and no build: the snapshot is a folder, too.</remarks>
internal sealed class LayerChoice(ServiceSettings settings, string privatePatterns, IModuleLayers? layers)
{
    private bool _fails;

    /// <summary>Looks for the snapshot's image.</summary>
    /// <returns>Its reference; null where it is not there, or not wanted.</returns>
    public async Task<string?> FindAsync(ModuleNeeds needs, IRunLog? log, CancellationToken cancellationToken) =>
        RepositoryFor(needs, log: null) is { } repository
            ? await TryAsync(() => layers!.FindAsync(repository, needs.Id, cancellationToken), log)
            : null;

    /// <summary>Makes sure that the snapshot's image is there.</summary>
    /// <returns>Its reference; null where it could not be put there, or is not wanted.</returns>
    public async Task<string?> EnsureAsync(ModuleNeeds needs, string directory, IRunLog log, CancellationToken cancellationToken) =>
        RepositoryFor(needs, log) is { } repository
            ? await TryAsync(
                async () => await layers!.FindAsync(repository, needs.Id, cancellationToken)
                    ?? await layers.PushAsync(repository, needs.Id, directory, log, cancellationToken),
                log)
            : null;

    private string? RepositoryFor(ModuleNeeds needs, IRunLog? log)
    {
        // A bundle is made of files.
        if (layers is null || settings.Modules != ModuleSource.Layer || settings.Bundle is not null)
        {
            return null;
        }

        if (needs.Items.FirstOrDefault(need => PrefixPatterns.Match(privatePatterns, need.Module.Path)) is not { } secret)
        {
            return settings.ModulesRepository ?? settings.PrivateModulesRepository;
        }

        if (settings.PrivateModulesRepository is null)
        {
            log?.Warning(
                $"{secret.Module.Path} is private, and PrivateModulesRepository names no repository for private modules: "
                + "the modules are given to the build as a folder.");
        }

        return settings.PrivateModulesRepository;
    }

    private async Task<string?> TryAsync(Func<Task<string?>> ask, IRunLog? log)
    {
        if (_fails)
        {
            return null;
        }

        try
        {
            return await ask();
        }
        catch (GoDockerException e) when (e.Kind == ErrorKinds.RegistryDenies || e.Kind == ErrorKinds.RegistryFails)
        {
            _fails = true;
            log?.Warning($"{e.Kind.Code}: {e.Kind.Title}: {e.Detail} The modules are given to the build as a folder. {e.Fix}");
            return null;
        }
    }
}
