namespace GoDockerTasks.Modules;

/// <summary>One line of a go.sum file.</summary>
/// <param name="Module">The module version.</param>
/// <param name="IsGoMod">Whether the hash is of the module's go.mod alone (<c>/go.mod</c> after the version).</param>
/// <param name="Hash">The hash.</param>
/// <param name="Line">Where it stands, counted from 1.</param>
public sealed record GoSumLine(ModuleVersion Module, bool IsGoMod, ModuleHash Hash, int Line);
