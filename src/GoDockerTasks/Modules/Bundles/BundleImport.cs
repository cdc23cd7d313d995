namespace GoDockerTasks.Modules.Bundles;

/// <summary>What an import did.</summary>
/// <param name="Total">How many module versions the bundle holds.</param>
/// <param name="Added">How many of them the cache did not have.</param>
public sealed record BundleImport(int Total, int Added);
