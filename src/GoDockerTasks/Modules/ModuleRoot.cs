namespace GoDockerTasks.Modules;

/// <summary>A folder with a go.mod or a go.work.</summary>
/// <param name="Directory">The folder's full path.</param>
/// <param name="Sums">The go.sum and go.work.sum files in it that exist.</param>
/// <param name="Vendored">Whether its dependencies are in <c>vendor</c>, so that nothing has to be fetched.</param>
public sealed record ModuleRoot(string Directory, IReadOnlyList<string> Sums, bool Vendored);
