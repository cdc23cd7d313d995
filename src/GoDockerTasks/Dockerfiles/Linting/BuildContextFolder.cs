using GoDockerTasks.Io;

namespace GoDockerTasks.Dockerfiles.Linting;

/// <summary>The folder that a build takes its files from.</summary>
/// <param name="path">The folder.</param>
/// <param name="dockerfile">The Dockerfile; an ignore file that belongs to it alone goes before the folder's own.</param>
public sealed class BuildContextFolder(string path, string dockerfile)
{
    // What cannot be read is passed over, and no link leads out of the folder.
    private static readonly EnumerationOptions _all =
        new() { RecurseSubdirectories = true, MaxRecursionDepth = 12, AttributesToSkip = FileAttributes.ReparsePoint };

    private static readonly string[] NoSources = ["vendor", "testdata", "tools", "hack", "examples"];

    private readonly Lazy<ContextFilter> _filter = new(() => ContextFilter.Read(path, dockerfile));

    /// <summary>Says whether there is a file or folder.</summary>
    /// <param name="name">Its path in the folder.</param>
    /// <returns>True where there is.</returns>
    public bool Has(string name) => Path.Exists(Path.Combine(path, name));

    /// <summary>Reads a file.</summary>
    /// <param name="name">Its path in the folder.</param>
    /// <returns>The text; null where it cannot be read.</returns>
    public string? Read(string name) => Text(Path.Combine(path, name));

    /// <summary>Says whether a file is kept out of the build by an ignore file.</summary>
    /// <param name="name">Its path in the folder.</param>
    /// <returns>True where it is.</returns>
    public bool IsIgnored(string name) => !_filter.Value.Includes(name);

    /// <summary>Gives the names of the folders in a folder.</summary>
    /// <param name="name">The folder's path in the build context.</param>
    /// <returns>The names without their paths, in order; none where the folder is not there or cannot be read.</returns>
    public IReadOnlyList<string> Folders(string name)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(Path.Combine(path, name)).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Says whether a file starts with one of some bytes.</summary>
    /// <param name="name">Its path in the folder.</param>
    /// <param name="beginnings">The bytes.</param>
    /// <returns>True where it does; false where it cannot be read.</returns>
    public bool StartsWith(string name, IReadOnlyCollection<byte[]> beginnings)
    {
        try
        {
            var file = Path.Combine(path, name);
            if (!File.Exists(file))
            {
                return false;
            }

            using var stream = File.OpenRead(file);
            var start = new byte[beginnings.Max(bytes => bytes.Length)];
            var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            return beginnings.Any(bytes => start.AsSpan(0, length).StartsWith(bytes));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Reads the Go files that the build gets; not those of tests, of other modules or of tools.</summary>
    /// <returns>Their paths in the folder and their texts, one after the other.</returns>
    public IEnumerable<(string Name, string Text)> GoSources() =>
        from file in Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.go", _all) : []
        let name = Path.GetRelativePath(path, file).Replace('\\', '/')
        where !name.EndsWith("_test.go", StringComparison.Ordinal) && !name.Split('/').SkipLast(1).Any(NoSources.Contains) && !IsIgnored(name)
        let text = Text(file)
        where text is not null
        select (name, text);

    private static string? Text(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllText(file) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
