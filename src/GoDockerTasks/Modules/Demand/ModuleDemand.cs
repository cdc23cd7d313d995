namespace GoDockerTasks.Modules;

/// <summary>What the module roots of a service ask for.</summary>
/// <param name="Needs">Everything that their go.sum files name.</param>
/// <param name="Required">
/// The module versions that their go.mod files name, replacements in their place. What go.sum has besides is left from
/// earlier days, or is only needed to choose versions: a build may well succeed without it.
/// </param>
public sealed record ModuleDemand(ModuleNeeds Needs, IReadOnlySet<ModuleVersion> Required)
{
    /// <summary>Adds up module roots; vendored ones ask for nothing.</summary>
    /// <param name="roots">The roots.</param>
    /// <returns>What they ask for.</returns>
    /// <exception cref="Errors.GoDockerException">Two go.sum files disagree (<c>GDT1101</c>).</exception>
    public static ModuleDemand Of(IReadOnlyList<ModuleRoot> roots)
    {
        var asking = roots.Where(root => !root.IsVendored).ToList();
        return new(
            ModuleNeeds.Of(asking.SelectMany(root => root.Sums)),
            asking.SelectMany(RequiredBy).ToHashSet());
    }

    /// <summary>Gets a value indicating whether nothing else can be asked for, as far as the files tell.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Says whether a build cannot do without a module version.</summary>
    /// <param name="module">The module version.</param>
    /// <returns>True when a go.mod names it.</returns>
    public bool IsRequired(ModuleVersion module) => Required.Contains(module);

    private static IEnumerable<ModuleVersion> RequiredBy(ModuleRoot root) =>
        (root.Mod?.Requirements ?? [])
            .Select(requirement => Replaced(requirement.Module, root.Mod!.Replacements))
            .OfType<ModuleVersion>();

    /// <summary>Gives what takes a module version's place: itself, another one, or null for a folder.</summary>
    internal static ModuleVersion? Replaced(ModuleVersion module, IReadOnlyList<Replacement> replacements)
    {
        // A replacement of one version beats one of all: https://go.dev/ref/mod#go-mod-file-replace.
        var replacement = replacements
            .Where(candidate => candidate.Applies(module))
            .OrderBy(candidate => candidate.OldVersion is null)
            .FirstOrDefault();

        return replacement is null ? module
            : replacement.IsLocal ? null
            : new(replacement.NewPath, replacement.NewVersion!);
    }
}
