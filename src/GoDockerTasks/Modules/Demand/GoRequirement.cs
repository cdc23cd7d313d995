namespace GoDockerTasks.Modules;

/// <summary>The newest Go that the modules of a service ask for in their go lines.</summary>
/// <param name="Version">The version, such as <c>1.24.4</c>.</param>
/// <param name="File">The go.mod or go.work that says so.</param>
/// <remarks>A toolchain line asks for nothing where GOTOOLCHAIN is local, as in the golang images: it only suggests.</remarks>
public sealed record GoRequirement(string Version, string File)
{
    /// <summary>Finds the newest one.</summary>
    /// <param name="roots">The service's module roots.</param>
    /// <returns>The requirement; null when no file has a go line.</returns>
    public static GoRequirement? Of(IEnumerable<ModuleRoot> roots) => roots
        .SelectMany(root => new[] { Of(root.Mod?.GoVersion, root.Mod?.File), Of(root.Work?.GoVersion, root.Work?.File) })
        .OfType<GoRequirement>()
        .OrderByDescending(requirement => requirement, Comparer<GoRequirement>.Create((x, y) => GoRelease.Compare(x.Version, y.Version)))
        .FirstOrDefault();

    /// <summary>Says whether a Go will do, where it may not fetch another one.</summary>
    /// <param name="goVersion">Its version, such as <c>1.22.12</c>; <c>1.22</c> stands for its latest patch.</param>
    /// <returns>False when it refuses the service.</returns>
    public bool IsMetBy(string goVersion) => GoRelease.Fits(Version, goVersion);

    private static GoRequirement? Of(string? version, string? file) =>
        version is null || file is null ? null : new(version, file);
}
