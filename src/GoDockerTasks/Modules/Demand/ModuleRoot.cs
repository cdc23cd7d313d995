using GoDockerTasks.Errors;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Modules;

/// <summary>A folder with a go.mod or a go.work, and what is written there.</summary>
public sealed record ModuleRoot
{
    private static readonly string[] SumNames = ["go.sum", "go.work.sum"];

    /// <summary>Gets the folder's full path.</summary>
    public required string Directory { get; init; }

    /// <summary>Gets its go.mod; null when there is none.</summary>
    public GoMod? Mod { get; init; }

    /// <summary>Gets its go.work; null when there is none.</summary>
    public GoWork? Work { get; init; }

    /// <summary>Gets its go.sum and go.work.sum, those that exist.</summary>
    public IReadOnlyList<GoSum> Sums { get; init; } = [];

    /// <summary>Gets a value indicating whether its dependencies are in <c>vendor</c>, so that nothing has to be fetched.</summary>
    public bool IsVendored { get; init; }

    /// <summary>Reads a folder.</summary>
    /// <param name="directory">A folder with a go.mod or a go.work.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>What is written there.</returns>
    /// <exception cref="GoDockerException">A file is malformed (<c>GDT1101</c>, <c>GDT1108</c>).</exception>
    public static async Task<ModuleRoot> ReadAsync(string directory, CancellationToken cancellationToken)
    {
        string Named(string name) => Path.Combine(directory, name);
        List<GoSum> sums = [];
        foreach (var name in SumNames.Where(name => File.Exists(Named(name))))
        {
            sums.Add(await GoSum.ReadAsync(Named(name), cancellationToken));
        }

        return new()
        {
            Directory = directory,
            Mod = File.Exists(Named("go.mod")) ? await GoMod.ReadAsync(Named("go.mod"), cancellationToken) : null,
            Work = File.Exists(Named("go.work")) ? await GoWork.ReadAsync(Named("go.work"), cancellationToken) : null,
            Sums = sums,
            IsVendored = File.Exists(Path.Combine(directory, "vendor", "modules.txt")),
        };
    }

    /// <summary>Reads several folders. What is wrong in one besides the first need not concern the service: it is said and passed over.</summary>
    /// <param name="directories">The folders, the service's own first.</param>
    /// <param name="log">Where it is said; null for nowhere.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>What is written there.</returns>
    /// <exception cref="GoDockerException">A file in the first folder is malformed (<c>GDT1101</c>, <c>GDT1108</c>).</exception>
    internal static async Task<IReadOnlyList<ModuleRoot>> ReadAllAsync(
        IReadOnlyList<string> directories, IRunLog? log, CancellationToken cancellationToken)
    {
        List<ModuleRoot> roots = [];
        foreach (var directory in directories)
        {
            try
            {
                var root = await ReadAsync(directory, cancellationToken);
                roots.Add(root);
                if (root.IsVendored)
                {
                    log?.Information($"{directory} is vendored: its modules are not prefetched.");
                }
            }
            catch (GoDockerException e) when (directory != directories[0])
            {
                log?.Warning($"{directory} is passed over. {e.Kind.Title}: {e.Detail}");
            }
        }

        return roots;
    }
}
