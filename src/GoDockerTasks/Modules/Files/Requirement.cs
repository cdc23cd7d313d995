namespace GoDockerTasks.Modules;

/// <summary>A <c>require</c> line.</summary>
/// <param name="Module">The module version.</param>
/// <param name="IsIndirect">Whether it says <c>// indirect</c>.</param>
/// <param name="Line">Where it stands, counted from 1.</param>
public sealed record Requirement(ModuleVersion Module, bool IsIndirect, int Line);
