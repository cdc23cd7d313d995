namespace GoDockerTasks.Modules.Zip;

/// <summary>Finds names in a zip that would be one file where case does not count, folders included.</summary>
internal sealed class NameCollisions
{
    private readonly Dictionary<string, (string Path, bool IsDirectory)> _seen = new(StringComparer.Ordinal);

    /// <summary>Adds a name and the folders that it is in; says what is wrong with it, null when nothing is.</summary>
    public string? Add(string path, bool isDirectory)
    {
        while (_seen.TryAdd(Folded(path), (path, isDirectory)))
        {
            var slash = path.LastIndexOf('/');
            if (slash < 0)
            {
                return null;
            }

            (path, isDirectory) = (path[..slash], true);
        }

        var other = _seen[Folded(path)];
        return path != other.Path ? $"'{path}' differs from '{other.Path}' only in case"
            : isDirectory != other.IsDirectory ? $"'{path}' is both a file and a folder"
            : isDirectory ? null
            : $"'{path}' is there twice";
    }

    // Unicode's simple case folding, as Go has it. Up and down again, because the final sigma and σ have Σ in common, the Kelvin
    // sign and K have k; the long s is the one letter that .NET leaves alone where it runs without ICU.
    private static string Folded(string path) =>
        path.ToUpperInvariant().ToLowerInvariant().Replace('\u017F', 's');
}
