using GoDockerTasks.Errors;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Modules;

/// <summary>Finds requirements that go.sum does not cover, before Go does in the middle of a build.</summary>
internal static class SumCheck
{
    // Commands that complete go.sum by themselves.
    private static readonly string[] Menders = ["mod tidy", "mod download", "go get", "-mod=mod"];

    /// <summary>Checks all roots together, as a workspace does.</summary>
    /// <returns>Whether Go will find all that it looks for; false where only Go knows.</returns>
    /// <exception cref="GoDockerException">A requirement has no hash (<c>GDT1109</c>).</exception>
    public static bool Check(IReadOnlyList<ModuleRoot> roots, string dockerfile, IRunLog? log)
    {
        WarnOfWorkspaces(roots, log);
        var known = roots.SelectMany(root => root.Sums).SelectMany(sum => sum.Lines).ToLookup(line => line.Module);
        var isWorkspace = roots.Any(root => root.Work is not null);
        var missing = new List<string>();
        var unsure = new List<string>();
        var fatal = false;
        foreach (var root in roots.Where(root => root is { Mod: not null, IsVendored: false }))
        {
            var replacements = roots.SelectMany(other => other.Work?.Replacements ?? []).Concat(root.Mod!.Replacements).ToList();
            foreach (var requirement in root.Mod.Requirements)
            {
                if (ModuleDemand.Replaced(requirement.Module, replacements) is not { } module || IsMember(module, roots))
                {
                    continue;
                }

                var lines = known[module].ToList();
                if (!lines.Any(line => line.IsGoMod))
                {
                    // Other modules in the context need not be part of this service.
                    fatal |= isWorkspace || root == roots[0];
                    missing.Add($"{root.Mod.File}:{requirement.Line}: {module} has no /go.mod line in {Path.Combine(BuiltFrom(root, roots), "go.sum")}.");
                }
                else if (!requirement.IsIndirect && lines.All(line => line.IsGoMod))
                {
                    // Go takes the content only of what is imported, and only Go knows what that is.
                    unsure.Add($"{root.Mod.File}:{requirement.Line}: of {module} go.sum has only the /go.mod line.");
                }
            }
        }

        if (unsure.Count > 0)
        {
            log?.Warning($"If a package of these is imported, the build will miss a go.sum entry; 'go mod tidy' settles it:\n  - {string.Join("\n  - ", unsure)}");
        }

        if (missing.Count == 0)
        {
            return unsure.Count == 0 && !isWorkspace;
        }

        var detail = string.Join("\n  - ", missing);
        if (fatal && !MendsItself(dockerfile))
        {
            throw new GoDockerException(ErrorKinds.IncompleteGoSum, detail);
        }

        log?.Warning($"go.sum is not complete; if the build completes it itself, that needs a network:\n  - {detail}");
        return false;
    }

    // Measured: 'go build' in a workspace reads go.mod files, and 'go mod download' takes zips, that no member's go.sum names,
    // because the members choose versions together. Only go.work.sum names them.
    private static void WarnOfWorkspaces(IReadOnlyList<ModuleRoot> roots, IRunLog? log)
    {
        foreach (var root in roots.Where(root => root is { Work.Uses.Count: > 1, IsVendored: false }))
        {
            var sum = Path.Combine(root.Directory, "go.work.sum");
            if (!root.Sums.Any(known => known.File == sum) && roots.Any(member => member.Mod is { Requirements.Count: > 0 }))
            {
                log?.Warning(
                    $"{root.Work!.File} has no go.work.sum beside it, and a workspace's build may ask for modules that only that file names. "
                    + "Run 'go mod download' there once and commit go.work.sum.");
            }
        }
    }

    // The go.sum that counts is that of the module which is built, also for what it takes from a folder in another one's place.
    private static string BuiltFrom(ModuleRoot root, IReadOnlyList<ModuleRoot> roots) =>
        roots.FirstOrDefault(other => (other.Mod?.Replacements ?? []).Any(replacement => replacement.IsLocal
            && Path.GetFullPath(Path.Combine(other.Directory, replacement.NewPath)).TrimEnd(Path.DirectorySeparatorChar) == root.Directory))?.Directory
        ?? root.Directory;

    private static bool IsMember(ModuleVersion module, IReadOnlyList<ModuleRoot> roots) =>
        roots.Any(root => root.Work is not null) && roots.Any(root => root.Mod?.Module == module.Path);

    private static bool MendsItself(string dockerfile) =>
        File.Exists(dockerfile)
        && File.ReadLines(dockerfile).Any(line =>
            !line.AsSpan().TrimStart().StartsWith("#") && Menders.Any(mender => line.Contains(mender, StringComparison.Ordinal)));
}
