using System.Text;
using GoDockerTasks.Io;
using GoDockerTasks.Modules.Zip;

namespace GoDockerTasks.Modules;

/// <summary>The module cache that all repos of a machine share; its <c>download</c> folder is a file GOPROXY.</summary>
/// <param name="directory">The cache's folder.</param>
/// <param name="time">The clock that waiting for other processes is measured with.</param>
/// <remarks>
/// What has its final name is verified. The zip gets its name after what belongs to it, so a module version whose zip and
/// go.mod are there is there as a whole. Beside it <c>.ziphash</c> holds the zip's h1, as in Go's own module cache.
/// </remarks>
public sealed class ModuleStore(string directory, TimeProvider time)
{
    private static readonly string[] Extensions = [".zip", ".ziphash", ".mod", ".info", ".zip.partial", ".mod.partial"];

    /// <summary>Gets the folder in GOPROXY layout.</summary>
    public string DownloadDirectory { get; } = Path.Combine(directory, "download");

    /// <summary>Gives the path of one of a module version's files.</summary>
    /// <param name="module">The module version.</param>
    /// <param name="extension">The ending, such as <c>.zip</c>.</param>
    /// <returns>The full path.</returns>
    public string File(ModuleVersion module, string extension) =>
        Path.Combine(DownloadDirectory, module.Escaped + extension);

    /// <summary>Says whether all that is needed of a module version is there.</summary>
    /// <param name="need">What is needed.</param>
    /// <returns>True when nothing has to be fetched.</returns>
    public bool Has(ModuleNeed need) =>
        (need.ZipHash is not { } zip || HasZip(need.Module, zip))
        && (need.GoModHash is { } mod ? HasGoMod(need.Module, mod) : System.IO.File.Exists(File(need.Module, ".mod")));

    /// <summary>Says whether the zip is there, with a certain hash.</summary>
    /// <param name="module">The module version.</param>
    /// <param name="hash">The hash.</param>
    /// <returns>True when it is.</returns>
    public bool HasZip(ModuleVersion module, ModuleHash hash) =>
        System.IO.File.Exists(File(module, ".zip"))
        && ReadSmall(File(module, ".ziphash")) is { } known && Encoding.ASCII.GetString(known) == hash.Value;

    /// <summary>Says whether the go.mod is there, with a certain hash.</summary>
    /// <param name="module">The module version.</param>
    /// <param name="hash">The hash.</param>
    /// <returns>True when it is.</returns>
    public bool HasGoMod(ModuleVersion module, ModuleHash hash) =>
        ReadSmall(File(module, ".mod")) is { } content && ModuleHash.OfGoMod(content) == hash;

    /// <summary>Gives the endings of the files of a module version that Go may ask for, in the order of their names.</summary>
    internal static IReadOnlyList<string> ExtensionsOf(ModuleNeed need) =>
        need.ZipHash is null ? [".info", ".mod"] : [".info", ".mod", ".zip"];

    /// <summary>Gets the zips that are there.</summary>
    /// <returns>Full paths.</returns>
    internal IEnumerable<string> Zips() => Files("*.zip");

    /// <summary>Gets the go.mod files that are there, those of modules whose zip nobody needs included.</summary>
    /// <returns>Full paths.</returns>
    internal IEnumerable<string> GoMods() => Files("*.mod");

    /// <summary>Gives the module version that a path in the store stands for.</summary>
    /// <param name="path">The full path of one of its files.</param>
    /// <returns>The module version; null for a file that is not one of ours.</returns>
    internal ModuleVersion? ModuleOf(string path) => ModuleOf(DownloadDirectory, path);

    /// <summary>Gives the module version that a path in a folder in GOPROXY layout stands for.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="path">The full path of one of the module version's files.</param>
    /// <returns>The module version; null for a file that is not one of ours.</returns>
    internal static ModuleVersion? ModuleOf(string root, string path)
    {
        var relative = Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
        var at = relative.IndexOf("/@v/", StringComparison.Ordinal);
        return at > 0
            && CaseEncoding.TryUnescapePath(relative[..at], out var module)
            && CaseEncoding.TryUnescapeVersion(Path.GetFileNameWithoutExtension(relative), out var version)
                ? new(module, version)
                : null;
    }

    /// <summary>Removes a module version. The caller has the lock.</summary>
    /// <param name="module">The module version.</param>
    internal void Remove(ModuleVersion module)
    {
        // The zip first: without it the rest counts for nothing.
        foreach (var extension in Extensions)
        {
            System.IO.File.Delete(File(module, extension));
        }
    }

    /// <summary>Takes the right to write a module version.</summary>
    /// <param name="module">The module version.</param>
    /// <param name="cancellationToken">Stops waiting for another process.</param>
    /// <returns>The right; dispose it.</returns>
    internal Task<ModuleLock> LockAsync(ModuleVersion module, CancellationToken cancellationToken)
    {
        var path = File(module, ".lock");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        return ModuleLock.TakeAsync(path, time, cancellationToken);
    }

    /// <summary>Puts a verified zip in its place. The caller has the lock.</summary>
    /// <param name="module">The module version.</param>
    /// <param name="partial">The zip under a temporary name in the same folder.</param>
    /// <param name="hash">Its hash.</param>
    internal void KeepZip(ModuleVersion module, string partial, ModuleHash hash)
    {
        WriteInfo(module);
        Write(File(module, ".ziphash"), Encoding.ASCII.GetBytes(hash.Value));
        FileModes.LetAllRead(partial);
        System.IO.File.Move(partial, File(module, ".zip"), overwrite: true);
    }

    /// <summary>Puts a verified go.mod in its place. The caller has the lock.</summary>
    /// <param name="module">The module version.</param>
    /// <param name="content">The file's bytes.</param>
    internal void KeepGoMod(ModuleVersion module, byte[] content)
    {
        WriteInfo(module);
        Write(File(module, ".mod"), content);
    }

    /// <summary>Gives the go.mod of a zip that is in the store, or what Go takes for one where the module has none.</summary>
    /// <param name="module">The module version.</param>
    /// <param name="path">Where the zip lies.</param>
    /// <returns>The file's bytes.</returns>
    internal static byte[] GoModIn(ModuleVersion module, string path)
    {
        using var zip = ModuleZip.Open(path);
        var name = module.ZipPrefix + "go.mod";
        return zip.Entries.FirstOrDefault(entry => entry.Name == name) is { } entry
            ? zip.ReadAll(entry, ZipRules.MostGoModBytes)
            : Encoding.UTF8.GetBytes($"module {module.Path}\n");
    }

    /// <summary>Gives the content of a module version's .info.</summary>
    /// <remarks>Version is all that the protocol asks for: https://go.dev/ref/mod#goproxy-protocol.</remarks>
    internal static byte[] InfoOf(ModuleVersion module) => Encoding.UTF8.GetBytes($$"""{"Version":"{{module.Version}}"}""");

    private IEnumerable<string> Files(string pattern) => Directory.Exists(DownloadDirectory)
        ? Directory.EnumerateFiles(DownloadDirectory, pattern, SearchOption.AllDirectories)
        : [];

    private void WriteInfo(ModuleVersion module)
    {
        if (!System.IO.File.Exists(File(module, ".info")))
        {
            Write(File(module, ".info"), InfoOf(module));
        }
    }

    private static byte[]? ReadSmall(string path)
    {
        try
        {
            return System.IO.File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static void Write(string path, byte[] content)
    {
        var partial = path + ".partial";
        try
        {
            System.IO.File.WriteAllBytes(partial, content);
            FileModes.LetAllRead(partial);
            System.IO.File.Move(partial, path, overwrite: true);
        }
        catch
        {
            System.IO.File.Delete(partial);
            throw;
        }
    }
}
