namespace GoDockerTasks.Modules;

/// <summary>A module of a vendor/modules.txt file.</summary>
/// <param name="Path">The module path.</param>
/// <param name="Version">The version; null for a replacement of every version.</param>
/// <param name="ReplacedBy">The module or folder that takes its place; null when none does.</param>
/// <param name="ReplacedByVersion">The version of that module; null for a folder.</param>
public sealed record VendoredModule(string Path, string? Version, string? ReplacedBy, string? ReplacedByVersion)
{
    /// <summary>Gets a value indicating whether go.mod requires it.</summary>
    public bool IsExplicit { get; init; }

    /// <summary>Gets the version of the <c>go</c> line in the module's own go.mod.</summary>
    public string? GoVersion { get; init; }

    /// <summary>Gets the packages that were copied.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];
}
