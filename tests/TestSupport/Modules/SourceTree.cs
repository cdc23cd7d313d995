namespace GoDockerTasks.TestSupport.Modules;

/// <summary>A folder of Go code without what no module has: links, hidden folders, copies of other modules.</summary>
internal static class SourceTree
{
    public static IEnumerable<string> Folders(string folder) => Directory.EnumerateDirectories(folder)
        .Where(found => new DirectoryInfo(found).LinkTarget is null && Path.GetFileName(found) is not "vendor" and not ['.', ..])
        .Order(StringComparer.Ordinal);

    /// <summary>Gives all files below a folder, in order, but for those in folders below it that do not fit.</summary>
    public static IEnumerable<string> Files(string folder, Func<string, bool>? fits = null) => Directory.EnumerateFiles(folder)
        .Where(file => new FileInfo(file).LinkTarget is null)
        .Order(StringComparer.Ordinal)
        .Concat(Folders(folder).Where(found => fits?.Invoke(found) ?? true).SelectMany(found => Files(found, fits)));
}
