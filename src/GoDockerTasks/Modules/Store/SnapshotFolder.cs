using GoDockerTasks.Io;

namespace GoDockerTasks.Modules;

/// <summary>Makes the directory that a build sees: hard links to exactly what its go.sum names.</summary>
/// <param name="directory">The cache's folder.</param>
/// <param name="store">Where the files are.</param>
public sealed class SnapshotFolder(string directory, ModuleStore store)
{
    private const UnixFileMode DirectoryMode0755 =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly string _snapshots = Path.Combine(directory, "snapshots");

    /// <summary>Gives the path of a snapshot.</summary>
    /// <param name="id">The snapshot's hash.</param>
    /// <returns>The full path; the folder exists when the snapshot has been made.</returns>
    public string PathOf(string id) => Path.Combine(_snapshots, id);

    /// <summary>Says whether a snapshot has been made.</summary>
    /// <param name="id">The snapshot's hash.</param>
    /// <returns>True when its folder is there; it got its name when it was complete.</returns>
    public bool Exists(string id) => Directory.Exists(PathOf(id));

    /// <summary>Notes that a snapshot is in use, so that it is not pruned. One that is not whole is removed.</summary>
    /// <param name="needs">The modules.</param>
    /// <param name="now">The time.</param>
    /// <returns>False when it is not there.</returns>
    public bool TryUse(ModuleNeeds needs, DateTimeOffset now)
    {
        var path = PathOf(needs.Id);
        if (!Exists(needs.Id))
        {
            return false;
        }

        if (!IsWhole(path, needs))
        {
            RemoveIfThere(path);
            return false;
        }

        try
        {
            Directory.SetLastWriteTimeUtc(path, now.UtcDateTime);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A cache that cannot be written is not pruned either.
        }

        return Exists(needs.Id);
    }

    /// <summary>Gets the snapshots that are there, and what is left of ones that were never finished.</summary>
    /// <returns>Each folder.</returns>
    internal IReadOnlyList<DirectoryInfo> All() =>
        Directory.Exists(_snapshots) ? [.. new DirectoryInfo(_snapshots).EnumerateDirectories()] : [];

    /// <summary>Removes a snapshot.</summary>
    /// <param name="snapshot">Its folder.</param>
    internal void Remove(DirectoryInfo snapshot) => TryRemove(snapshot, DateTime.MaxValue);

    /// <summary>Removes a snapshot, unless a run has begun to use it meanwhile.</summary>
    /// <param name="snapshot">Its folder.</param>
    /// <param name="lastUse">The last use that is known, in UTC.</param>
    /// <returns>False when it was used since then, and stays.</returns>
    internal bool TryRemove(DirectoryInfo snapshot, DateTime lastUse)
    {
        // Under another name first: nobody finds half a snapshot, and whoever comes now makes a new one.
        var removed = Path.Combine(_snapshots, $"{snapshot.Name}.{Guid.NewGuid():N}.partial");
        Directory.Move(snapshot.FullName, removed);
        if (Directory.GetLastWriteTimeUtc(removed) > lastUse)
        {
            Rename(removed, snapshot.FullName);
            return false;
        }

        Directory.Delete(removed, recursive: true);
        return true;
    }

    /// <summary>Copies a snapshot to a place where nothing prunes it: by hard links, with the modes that its content is known by.</summary>
    /// <param name="snapshot">The snapshot's folder.</param>
    /// <param name="place">The full path of the copy, which is not there yet.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Copy(string snapshot, string place)
    {
        Directory.CreateDirectory(place);
        SetMode(place);
        foreach (var folder in Directory.EnumerateDirectories(snapshot))
        {
            Copy(folder, Path.Combine(place, Path.GetFileName(folder)));
        }

        foreach (var file in Directory.EnumerateFiles(snapshot))
        {
            HardLinks.LinkOrCopy(file, Path.Combine(place, Path.GetFileName(file)));
        }
    }

    /// <summary>Makes a snapshot of modules that are in the store.</summary>
    /// <param name="needs">The modules.</param>
    /// <param name="now">The time, from which on they count as used.</param>
    /// <returns>The full path.</returns>
    public string Make(ModuleNeeds needs, DateTimeOffset now)
    {
        var path = PathOf(needs.Id);
        var partial = $"{path}.{Guid.NewGuid():N}.partial";
        try
        {
            Directory.CreateDirectory(partial);
            SetMode(partial);
            foreach (var need in needs.Items)
            {
                MakeFolder(partial, Path.GetDirectoryName(need.Module.Escaped)!);
                File.SetLastWriteTimeUtc(store.File(need.Module, need.ZipHash is null ? ".mod" : ".zip"), now.UtcDateTime);
                foreach (var extension in ModuleStore.ExtensionsOf(need))
                {
                    HardLinks.LinkOrCopy(
                        store.File(need.Module, extension), Path.Combine(partial, need.Module.Escaped + extension));
                }
            }

            Rename(partial, path);
        }
        finally
        {
            if (Directory.Exists(partial))
            {
                Directory.Delete(partial, recursive: true);
            }
        }

        return path;
    }

    private void RemoveIfThere(string path)
    {
        try
        {
            Remove(new(path));
        }
        catch (DirectoryNotFoundException)
        {
            // Another run found the same, and was quicker.
        }
    }

    // What tidies caches up may have taken files out of it.
    private static bool IsWhole(string path, ModuleNeeds needs) => needs.Items.All(need =>
        Path.Combine(path, need.Module.Escaped) is var file
        && ModuleStore.ExtensionsOf(need).All(extension => File.Exists(file + extension)));

    private static void Rename(string partial, string path)
    {
        try
        {
            Directory.Move(partial, path);
        }
        catch (IOException) when (Directory.Exists(path))
        {
            // Another process was quicker; the content is the same.
        }
    }

    private static void MakeFolder(string root, string relative)
    {
        var path = Path.Combine(root, relative);
        if (relative.Length > 0 && !Directory.Exists(path))
        {
            MakeFolder(root, Path.GetDirectoryName(relative)!);
            Directory.CreateDirectory(path);
            SetMode(path);
        }
    }

    private static void SetMode(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, DirectoryMode0755);
        }
    }
}
