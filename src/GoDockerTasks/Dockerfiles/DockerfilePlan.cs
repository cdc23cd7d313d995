using System.Text;
using GoDockerTasks.Dockerfiles.Rewriting;

namespace GoDockerTasks.Dockerfiles;

/// <summary>A Dockerfile as it will be built: the user's, plus mounts, with the same line numbers.</summary>
public sealed record DockerfilePlan
{
    /// <summary>Gets the full path of the user's Dockerfile.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the user's Dockerfile, byte for byte.</summary>
    public required byte[] Original { get; init; }

    /// <summary>Gets the text to build; equal to the original when nothing was changed.</summary>
    public required string Text { get; init; }

    /// <summary>Gets the content of the ignore file that belongs to it; null when there is none.</summary>
    public string? Ignore { get; init; }

    /// <summary>Gets what was changed, line by line.</summary>
    public IReadOnlyList<LineNote> Changes { get; init; } = [];

    /// <summary>Gets the lines that may ask the network for modules all the same, and why.</summary>
    public IReadOnlyList<LineNote> NotHermetic { get; init; } = [];

    /// <summary>Gets the lines that were left as they are, and why.</summary>
    public IReadOnlyList<LineNote> LeftAlone { get; init; } = [];

    /// <summary>Gets the external base images, one for each FROM that names one, in order and without repetition.</summary>
    public IReadOnlyList<BaseReference> Bases { get; init; } = [];

    /// <summary>Gets the Go that RUNs build the service with, where that is certain.</summary>
    public IReadOnlyList<GoToolchain> Toolchains { get; init; } = [];

    /// <summary>Gets the name of the build context that the text mounts the snapshot from; null when it does not.</summary>
    public string? SnapshotContext { get; init; }

    /// <summary>Gets the settings that the text mounts as files of the build context <c>godocker-settings</c>: name to content.</summary>
    /// <value>What neither is secret nor changes from one attempt to the next.</value>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the secrets that the text mounts: id to content. Content never enters a cache key or a layer.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the frontend image that <c># syntax=</c> makes the builder pull; null when none is pulled.</summary>
    public string? Frontend { get; init; }

    /// <summary>Gets a value indicating whether the text differs from the user's.</summary>
    public bool IsRewritten => Changes.Count > 0;

    /// <summary>Prints what was changed as a unified diff, which <c>git apply</c> and <c>patch</c> take; both texts have the same lines.</summary>
    /// <param name="folders">Where the diff may be applied: it names the file from the first folder that the file is in, else from the file's own.</param>
    /// <returns>The diff; empty when nothing was changed.</returns>
    public string ToDiff(params ReadOnlySpan<string> folders)
    {
        var shown = System.IO.Path.GetFileName(Path);
        foreach (var folder in folders)
        {
            var name = System.IO.Path.GetRelativePath(folder, Path).Replace(System.IO.Path.DirectorySeparatorChar, '/');
            if (!name.StartsWith("../", StringComparison.Ordinal) && !System.IO.Path.IsPathRooted(name))
            {
                shown = name;
                break;
            }
        }

        return LineDiff.Of(shown, Encoding.UTF8.GetString(Original), Text);
    }
}
