namespace GoDockerTasks.Modules;

/// <summary>Finds the modules and workspaces of a build context.</summary>
public static class ModuleRootFinder
{
    private static readonly EnumerationOptions Plainly = new() { AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>Finds every folder with a go.mod or a go.work.</summary>
    /// <param name="context">The build context.</param>
    /// <returns>The folders, the context first.</returns>
    /// <remarks>Folders that Go itself passes over (<c>vendor</c>, <c>testdata</c>, <c>_x</c>, <c>.x</c>) are not entered.</remarks>
    public static IReadOnlyList<string> Find(string context)
    {
        List<string> found = [];
        Queue<string> folders = new([context]);
        while (folders.TryDequeue(out var folder))
        {
            if (File.Exists(Path.Combine(folder, "go.mod")) || File.Exists(Path.Combine(folder, "go.work")))
            {
                found.Add(folder);
            }

            foreach (var child in Directory.EnumerateDirectories(folder, "*", Plainly).Order(StringComparer.Ordinal))
            {
                if (Path.GetFileName(child) is not ("vendor" or "testdata" or "node_modules" or ['.' or '_', ..]))
                {
                    folders.Enqueue(child);
                }
            }
        }

        return found;
    }
}
