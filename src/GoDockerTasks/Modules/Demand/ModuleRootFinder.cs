using GoDockerTasks.Io;

namespace GoDockerTasks.Modules;

/// <summary>Finds the modules and workspaces of a build context.</summary>
public static class ModuleRootFinder
{
    private static readonly string[] Names = ["go.mod", "go.work"];

    private static readonly EnumerationOptions Plainly = new() { AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>Finds every folder with a go.mod or a go.work that the build can see.</summary>
    /// <param name="context">The build context.</param>
    /// <param name="dockerfile">The Dockerfile, whose .dockerignore counts.</param>
    /// <returns>The folders, the context first.</returns>
    /// <remarks>Folders that Go itself passes over (<c>vendor</c>, <c>testdata</c>, <c>_x</c>, <c>.x</c>) are not entered.</remarks>
    public static IReadOnlyList<string> Find(string context, string dockerfile)
    {
        var filter = ContextFilter.Read(context, dockerfile);
        List<string> found = [];
        Queue<string> folders = new([context]);
        while (folders.TryDequeue(out var folder))
        {
            if (Names.Any(name => IsThere(filter, context, Path.Combine(folder, name))))
            {
                found.Add(folder);
            }

            foreach (var child in Directory.EnumerateDirectories(folder, "*", Plainly).Order(StringComparer.Ordinal))
            {
                if (Path.GetFileName(child) is not ("vendor" or "testdata" or "node_modules" or ['.' or '_', ..])
                    && (filter.HasExceptions || filter.Includes(Relative(context, child))))
                {
                    folders.Enqueue(child);
                }
            }
        }

        return found;
    }

    private static bool IsThere(ContextFilter filter, string context, string file) =>
        File.Exists(file) && filter.Includes(Relative(context, file));

    private static string Relative(string context, string path) =>
        Path.GetRelativePath(context, path).Replace(Path.DirectorySeparatorChar, '/');
}
