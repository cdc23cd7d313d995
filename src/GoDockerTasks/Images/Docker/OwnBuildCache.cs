using GoDockerTasks.Dockerfiles.Rewriting;
using GoDockerTasks.Io;

namespace GoDockerTasks.Images;

/// <summary>Removes from a builder what this tool's mounts and contexts left in its cache.</summary>
/// <param name="processes">Runs docker.</param>
internal sealed class OwnBuildCache(IProcessRunner processes)
{
    // How BuildKit describes a cache mount names its id, and how it describes a context its name.
    private static readonly string[] _traces = [Places.ModuleCacheId, Places.BuildCacheId, $"local source for {Places.SnapshotContext}", $"local source for {Places.SettingsContext}"];

    /// <summary>Removes all of it that no build uses at the moment.</summary>
    /// <param name="builder">The builder; null for the chosen one.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How many records were removed.</returns>
    public async Task<int> RemoveAsync(string? builder, CancellationToken cancellationToken)
    {
        string[] chosen = builder is null ? [] : ["--builder", builder];
        var usage = await processes.CaptureAsync(new("docker", ["buildx", "du", "--verbose", .. chosen]), cancellationToken);
        var removed = 0;
        foreach (var id in Own(usage.Output))
        {
            // Filters of one name cannot be joined, so each record is a command.
            var pruned = await processes.CaptureAsync(
                new("docker", ["buildx", "prune", "--force", "--filter", $"id={id}", .. chosen]), cancellationToken);
            removed += pruned.Succeeded ? 1 : 0;
        }

        return removed;
    }

    private static IEnumerable<string> Own(string usage)
    {
        var id = "";
        foreach (var line in usage.Split('\n'))
        {
            if (line.StartsWith("ID:", StringComparison.Ordinal))
            {
                id = line["ID:".Length..].Trim();
            }
            else if (line.StartsWith("Description:", StringComparison.Ordinal) && _traces.Any(trace => line.Contains(trace, StringComparison.Ordinal)))
            {
                yield return id;
            }
        }
    }
}
