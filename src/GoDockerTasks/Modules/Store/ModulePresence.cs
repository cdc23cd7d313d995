using GoDockerTasks.Network;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Modules;

/// <summary>Knows whether a machine has modules already, so that nobody is asked for them.</summary>
internal static class ModulePresence
{
    /// <summary>Says whether a snapshot, the cache, or the folders that GOPROXY begins with have all of them.</summary>
    public static bool IsHere(ModuleNeeds needs, ServiceSettings settings, TimeProvider time)
    {
        var store = new ModuleStore(settings.Cache, time);
        return new SnapshotFolder(settings.Cache, store).Exists(needs.Id)
            || (needs.Items.Where(need => !store.Has(need)).ToList() is var missing && (missing.Count == 0 || IsInFolders(missing, settings)));
    }

    // What is behind the folders in the list is not asked.
    private static bool IsInFolders(IReadOnlyList<ModuleNeed> needs, ServiceSettings settings)
    {
        var folders = ProxyChain.Parse(settings.GoProxy ?? "").Elements.TakeWhile(element => element.IsFile)
            .Select(element => new Uri(element.Address).LocalPath)
            .ToList();
        return folders.Count > 0 && needs.All(need => folders.Any(folder =>
            File.Exists(Path.Combine(folder, need.Module.Escaped + (need.ZipHash is null ? ".mod" : ".zip")))));
    }
}
