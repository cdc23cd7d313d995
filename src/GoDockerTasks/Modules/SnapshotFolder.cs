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

    /// <summary>Makes a snapshot of modules that are in the store.</summary>
    /// <param name="needs">The modules.</param>
    /// <returns>The full path.</returns>
    public string Make(ModuleNeeds needs)
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
                string[] extensions = need.ZipHash is null ? [".info", ".mod"] : [".info", ".mod", ".zip"];
                foreach (var extension in extensions)
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
