namespace GoDockerTasks.Modules;

/// <summary>A <c>replace</c> line.</summary>
/// <param name="OldPath">The module that is replaced.</param>
/// <param name="OldVersion">The version that is replaced; null for all.</param>
/// <param name="NewPath">The other module's path, or a folder.</param>
/// <param name="NewVersion">The other module's version; null when it is a folder.</param>
/// <param name="Line">Where it stands, counted from 1.</param>
public sealed record Replacement(string OldPath, string? OldVersion, string NewPath, string? NewVersion, int Line)
{
    /// <summary>Gets a value indicating whether a folder takes the module's place, so that nothing is fetched.</summary>
    public bool IsLocal => NewVersion is null;

    /// <summary>Says whether it applies to a module version.</summary>
    /// <param name="module">The module version.</param>
    /// <returns>True when it does.</returns>
    public bool Applies(ModuleVersion module) =>
        OldPath == module.Path && (OldVersion is null || OldVersion == module.Version);
}
