namespace GoDockerTasks.Io;

/// <summary>The commit that a folder is at.</summary>
/// <param name="Commit">The commit's full hash.</param>
/// <param name="Dirty">Whether the work tree differs from it.</param>
public sealed record SourceRevision(string Commit, bool Dirty)
{
    /// <summary>Asks git.</summary>
    /// <param name="processes">Runs git.</param>
    /// <param name="folder">A folder of the work tree.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <returns>The revision; null outside git, before the first commit, or without git.</returns>
    public static async Task<SourceRevision?> FindAsync(
        IProcessRunner processes, string folder, CancellationToken cancellationToken)
    {
        try
        {
            // One call gives both; without optional locks it disturbs nobody who works there.
            var status = await processes.CaptureAsync(
                new("git", ["--no-optional-locks", "status", "--porcelain=v2", "--branch", "--untracked-files=normal", "."])
                {
                    WorkingDirectory = folder,
                },
                cancellationToken);
            const string Commit = "# branch.oid ";
            var lines = status.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var commit = lines.FirstOrDefault(line => line.StartsWith(Commit, StringComparison.Ordinal))?[Commit.Length..];

            return status.Succeeded && commit is not (null or "(initial)")
                ? new(commit, lines.Any(line => line[0] != '#'))
                : null;
        }
        catch (Errors.GoDockerException)
        {
            return null;
        }
    }
}
