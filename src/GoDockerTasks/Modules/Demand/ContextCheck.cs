using GoDockerTasks.Io;
using GoDockerTasks.Reporting;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Modules;

/// <summary>Finds what Go will miss in the build because the build context lacks it, before Go does.</summary>
internal static class ContextCheck
{
    /// <summary>Warns of go.sum files that are kept out, and of folders named by the service's go.mod and go.work that are.</summary>
    /// <remarks>It is no error: a step of the Dockerfile may make them, or take them from elsewhere.</remarks>
    public static void Check(IReadOnlyList<ModuleRoot> roots, ServiceSettings settings, IRunLog log)
    {
        var filter = new Lazy<ContextFilter>(() => ContextFilter.Read(settings.Context, settings.Dockerfile));
        var missing = roots.Where(root => !root.IsVendored).SelectMany(root => root.Sums.Select(sum => (sum.File, Path: sum.File)))
            .Concat(roots.Where(root => root == roots[0] || root.Work is not null).SelectMany(Folders))
            .Select(named => Problem(named.Path) is { } problem ? $"{named.File}: {problem}" : null)
            .OfType<string>()
            .Distinct()
            .ToList();
        if (missing.Count > 0)
        {
            log.Warning($"The build will miss this, unless the Dockerfile gets it from elsewhere:\n  - {string.Join("\n  - ", missing)}");
        }

        string? Problem(string path)
        {
            var relative = Path.GetRelativePath(settings.Context, path).Replace(Path.DirectorySeparatorChar, '/');
            return relative == ".." || relative.StartsWith("../", StringComparison.Ordinal) ? $"{path} is outside the build context."
                : !Path.Exists(path) ? $"there is no folder {path}."
                : filter.Value is { HasExceptions: var hasExceptions } && !filter.Value.Includes(relative) && (!hasExceptions || File.Exists(path))
                    ? $".dockerignore keeps {path} out of the build context."
                : null;
        }
    }

    // An absolute path is one of the image.
    private static IEnumerable<(string File, string Path)> Folders(ModuleRoot root) =>
        from named in Named(root)
        where !Path.IsPathRooted(named.Folder)
        select (named.File, Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(root.Directory, named.Folder))));

    private static IEnumerable<(string File, string Folder)> Named(ModuleRoot root) =>
    [
        .. from replacement in root.Mod?.Replacements ?? [] where replacement.IsLocal select ($"{root.Mod!.File}:{replacement.Line}", replacement.NewPath),
        .. from replacement in root.Work?.Replacements ?? [] where replacement.IsLocal select ($"{root.Work!.File}:{replacement.Line}", replacement.NewPath),
        .. from folder in root.Work?.Uses ?? [] select (root.Work!.File, folder),
    ];
}
