namespace GoDockerTasks.Modules;

/// <summary>A module version that go.sum names, and what of it a build may ask for.</summary>
/// <param name="Module">The module version.</param>
/// <param name="ZipHash">The hash of its zip; null when only its go.mod is needed.</param>
/// <param name="GoModHash">The hash of its go.mod; null where go.sum does not tell.</param>
/// <param name="Where">The file and line that asks for it.</param>
public sealed record ModuleNeed(ModuleVersion Module, ModuleHash? ZipHash, ModuleHash? GoModHash, string Where);
