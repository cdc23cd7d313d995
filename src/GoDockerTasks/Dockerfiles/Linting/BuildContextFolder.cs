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

    private readonly Lazy<IgnorePatterns?> _ignored = new(() => new[] { $"{dockerfile}.dockerignore", Path.Combine(path, ".dockerignore") }
        .Select(Text).FirstOrDefault(text => text is not null) is { } text ? new IgnorePatterns(text) : null);

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
    public bool IsIgnored(string name) => _ignored.Value?.Match(name) ?? false;

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
