namespace GoDockerTasks.Modules.Zip;

/// <summary>What Go accepts as a module's zip (https://go.dev/ref/mod#zip-path-size-constraints).</summary>
public static class ZipRules
{
    /// <summary>The largest zip, and the largest content of one: 500 MiB.</summary>
    public const long MostBytes = 500 << 20;

    /// <summary>The largest go.mod: 16 MiB.</summary>
    public const int MostGoModBytes = 16 << 20;

    private const string GoMod = "go.mod";

    /// <summary>Says what is wrong with a zip; null when Go would take it.</summary>
    /// <param name="zip">The zip. Only its list of entries is read.</param>
    /// <param name="module">The module that it should be.</param>
    /// <returns>The first problem, as in "it is invalid because …".</returns>
    public static string? Problem(ModuleZip zip, ModuleVersion module)
    {
        if (zip.Length > MostBytes)
        {
            return $"it has {zip.Length} bytes, more than {MostBytes}";
        }

        var total = 0L;
        var collisions = new NameCollisions();
        foreach (var entry in zip.Entries)
        {
            if (Problem(entry, module, collisions) is { } problem)
            {
                return problem;
            }

            total += entry.Size;
            if (entry.Size < 0 || total > MostBytes)
            {
                return $"its files have more than {MostBytes} bytes together";
            }
        }

        return null;
    }

    private static string? Problem(ZipEntry entry, ModuleVersion module, NameCollisions collisions)
    {
        var prefix = module.ZipPrefix;
        if (!entry.Name.StartsWith(prefix, StringComparison.Ordinal))
        {
            return $"'{entry.Name}' does not begin with '{prefix}'";
        }

        var name = entry.Name[prefix.Length..];
        if (name.Length == 0)
        {
            return null;
        }

        if (entry.IsDirectory)
        {
            name = name[..^1];
        }

        if (ModulePath.FileProblem(name) is { } problem)
        {
            return $"'{entry.Name}' is no name for a file in a module: {problem}";
        }

        // Go would write its target into a file; no tool of Go's makes such a zip, and nobody needs to be trusted with one.
        if (entry.IsSymbolicLink)
        {
            return $"'{entry.Name}' is a symbolic link";
        }

        if (collisions.Add(name, entry.IsDirectory) is { } collision)
        {
            return collision;
        }

        var file = name[(name.LastIndexOf('/') + 1)..];
        if (!entry.IsDirectory && file.Equals(GoMod, StringComparison.OrdinalIgnoreCase) && name != GoMod)
        {
            return $"'{entry.Name}': go.mod belongs into the module's root, in lower case";
        }

        return name is GoMod or "LICENSE" && entry.Size > MostGoModBytes
            ? $"'{entry.Name}' has {entry.Size} bytes, more than {MostGoModBytes}"
            : null;
    }
}
