using System.Globalization;
using System.Text.RegularExpressions;
using GoDockerTasks.Errors;

namespace GoDockerTasks.Io;

/// <summary>What git tells of a commit for the image that is built from it.</summary>
/// <param name="Committed">When it was committed, in the form of RFC 3339, in UTC.</param>
/// <param name="Tag">A tag of it, such as <c>v1.4.0</c>; null when it has none.</param>
/// <param name="Url">Where the repository <c>origin</c> is to be seen, without credentials; null when there is none.</param>
public sealed partial record SourceOrigin(string Committed, string? Tag, string? Url)
{
    /// <summary>Asks git about the commit that is checked out.</summary>
    /// <param name="processes">Runs git.</param>
    /// <param name="folder">A folder of the work tree.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <returns>What it tells; null outside git, before the first commit, or without git.</returns>
    public static async Task<SourceOrigin?> FindAsync(IProcessRunner processes, string folder, CancellationToken cancellationToken)
    {
        try
        {
            var log = await processes.CaptureAsync(
                new("git", ["log", "-1", "--no-show-signature", "--decorate-refs=refs/tags/", "--format=%cI%n%D"]) { WorkingDirectory = folder }, cancellationToken);
            if (!log.Succeeded || log.Output.Split('\n') is not [var time, var names, ..]
                || !DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, out var committed))
            {
                return null;
            }

            var remote = await processes.CaptureAsync(new("git", ["config", "--get", "remote.origin.url"]) { WorkingDirectory = folder }, cancellationToken);
            var tags = names.Split(", ").Where(name => name.StartsWith("tag: ", StringComparison.Ordinal)).Select(name => name["tag: ".Length..]);
            return new(committed.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), tags.Order(StringComparer.Ordinal).LastOrDefault(), remote.Succeeded ? Browsable(remote.Output.Trim()) : null);
        }
        catch (GoDockerException)
        {
            return null;
        }
    }

    /// <summary>Turns what git clones from into what people open; null for a path on somebody's disk.</summary>
    private static string? Browsable(string remote)
    {
        var match = Remote().Match(remote);
        return match.Success ? $"https://{match.Groups["host"].Value}/{match.Groups["path"].Value}" : null;
    }

    // https://user:token@host:8443/org/name.git, ssh://git@host:22/org/name.git, git@host:org/name.git
    [GeneratedRegex(
        @"^(?:https?://(?:[^@/]*@)?(?<host>[^/]+)/|(?:ssh|git)://(?:[^@/]*@)?(?<host>[^/:]+)(?::\d+)?/|(?:[^@/:]+@)(?<host>[^/:]+):)(?<path>[^?#]+?)(?:\.git)?/?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Remote();
}
