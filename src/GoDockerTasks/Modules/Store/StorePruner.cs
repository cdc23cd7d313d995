namespace GoDockerTasks.Modules;

/// <summary>Keeps the module cache below a size, and without what nobody has used for long.</summary>
/// <param name="cache">The cache's folder.</param>
/// <param name="time">The clock.</param>
/// <remarks>
/// Snapshots go first, because a module that a snapshot links to takes its room until the snapshot is gone. What was used
/// within the last day may be in use by a build, which takes a day at most: it stays, whatever the size.
/// </remarks>
public sealed class StorePruner(string cache, TimeProvider time)
{
    private static readonly TimeSpan InUse = TimeSpan.FromDays(1);

    private readonly ModuleStore _store = new(cache, time);

    /// <summary>Prunes.</summary>
    /// <param name="mostBytes">The size to keep below.</param>
    /// <param name="longest">How long something may lie unused.</param>
    /// <returns>What was done.</returns>
    public StorePruning Prune(long mostBytes, TimeSpan longest)
    {
        using var right = CacheLock.TryTakeToPrune(cache);
        if (right is null)
        {
            return new(0, 0, 0, 0, Busy: true);
        }

        var folder = new SnapshotFolder(cache, _store);
        var modules = Modules();
        var before = modules.Sum(module => module.Bytes);
        var size = before;
        var snapshots = PruneSnapshots(folder, longest, size > mostBytes);
        var held = Held(folder);
        var removed = 0;
        foreach (var module in modules.Where(module => !held.Contains(module.Module)).OrderBy(module => module.LastUse))
        {
            if (IsOlder(module.LastUse, longest) || (size > mostBytes && IsOlder(module.LastUse, InUse)))
            {
                using var own = ModuleLock.TryTake(_store.File(module.Module, ".lock"));
                if (own is not null)
                {
                    _store.Remove(module.Module);
                    size -= module.Bytes;
                    removed++;
                }
            }
        }

        return new(snapshots, removed, before, size);
    }

    private int PruneSnapshots(SnapshotFolder folder, TimeSpan longest, bool tooLarge)
    {
        var removed = 0;
        foreach (var snapshot in folder.All())
        {
            var age = snapshot.LastWriteTimeUtc;
            if ((IsOlder(age, longest)
                    || (IsOlder(age, InUse) && (tooLarge || snapshot.Name.EndsWith(".partial", StringComparison.Ordinal))))
                && folder.TryRemove(snapshot, age))
            {
                removed++;
            }
        }

        return removed;
    }

    // The zip comes first: where there is one, its time is that of the last use.
    private List<(ModuleVersion Module, long Bytes, DateTime LastUse)> Modules() =>
    [
        .. from path in _store.Zips().Concat(_store.GoMods())
           let module = _store.ModuleOf(path)
           where module is not null
           let file = new FileInfo(path)
           group file by module.Value into files
           select (files.Key, files.Sum(file => file.Length), files.First().LastWriteTimeUtc),
    ];

    private static HashSet<ModuleVersion> Held(SnapshotFolder folder) =>
    [
        .. from snapshot in folder.All()
           from path in Directory.EnumerateFiles(snapshot.FullName, "*.mod", SearchOption.AllDirectories)
           let module = ModuleStore.ModuleOf(snapshot.FullName, path)
           where module is not null
           select module.Value,
    ];

    private bool IsOlder(DateTime then, TimeSpan age) => time.GetUtcNow().UtcDateTime - then > age;
}
