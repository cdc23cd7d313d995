using System.Formats.Tar;
using System.Text;

namespace GoDockerTasks.Images;

/// <summary>Writes the files of an image as a tar archive: the same content, the same bytes.</summary>
/// <param name="tar">Where the archive goes.</param>
internal sealed class RootFileSystem(Stream tar) : IDisposable
{
    private const UnixFileMode Everybody =
        UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead
        | UnixFileMode.OtherExecute;

    /// <summary>The usual mode of a folder: 0755.</summary>
    public const UnixFileMode FolderMode = Everybody | UnixFileMode.UserWrite;

    /// <summary>The mode of a folder that everybody may write into: 1777.</summary>
    public const UnixFileMode SharedMode = FolderMode | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite | UnixFileMode.StickyBit;

    private const UnixFileMode FileMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly TarWriter _writer = new(tar, TarEntryFormat.Pax, leaveOpen: true);

    /// <summary>Adds a folder.</summary>
    public void Folder(string path, UnixFileMode mode = FolderMode, int owner = 0) =>
        Add(new(TarEntryType.Directory, Inside(path)) { Mode = mode, Uid = owner, Gid = owner });

    /// <summary>Adds a symbolic link.</summary>
    public void Link(string path, string target) => Add(new(TarEntryType.SymbolicLink, Inside(path)) { LinkName = target });

    /// <summary>Adds a file with the given text.</summary>
    public void Text(string path, string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        Add(new(TarEntryType.RegularFile, Inside(path)) { DataStream = content });
    }

    /// <summary>Adds a copy of a file; a link is followed.</summary>
    public void File(string path, string source)
    {
        using var content = System.IO.File.OpenRead(source);
        var executable = !OperatingSystem.IsWindows() && System.IO.File.GetUnixFileMode(source).HasFlag(UnixFileMode.UserExecute);
        Add(new(TarEntryType.RegularFile, Inside(path)) { DataStream = content, Mode = executable ? FolderMode : FileMode });
    }

    /// <summary>Adds a folder with all that is in it, links followed, in the order of names.</summary>
    /// <param name="path">The path in the image.</param>
    /// <param name="source">The folder on this machine.</param>
    /// <param name="wanted">Takes a path relative to the folder and says whether it is wanted.</param>
    public void Tree(string path, string source, Func<string, bool> wanted) => Tree(path, source, "", wanted);

    /// <inheritdoc />
    public void Dispose() => _writer.Dispose();

    private void Tree(string path, string source, string below, Func<string, bool> wanted)
    {
        Folder(Path.Combine(path, below));
        foreach (var entry in new DirectoryInfo(Path.Combine(source, below)).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var relative = Path.Combine(below, entry.Name);
            if (!wanted(relative))
            {
                continue;
            }

            if (Directory.Exists(entry.FullName))
            {
                Tree(path, source, relative, wanted);
            }
            else if (System.IO.File.Exists(entry.FullName))
            {
                File(Path.Combine(path, relative), entry.FullName);
            }
        }
    }

    private void Add(PaxTarEntry entry)
    {
        entry.ModificationTime = DateTimeOffset.UnixEpoch;
        _writer.WriteEntry(entry);
    }

    private static string Inside(string path) => path.Replace('\\', '/').TrimStart('/').TrimEnd('/');
}
