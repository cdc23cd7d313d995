using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Stages;

namespace GoDockerTasks.Dockerfiles.Rewriting;

/// <summary>Says when go.mod or source comes into a stage.</summary>
/// <remarks>
/// What stands before that must not mount the snapshot: a new snapshot would run the <c>apt-get install</c> at the top again.
/// </remarks>
internal static class SourceArrival
{
    private static readonly string[] NoSource =
        ["makefile", "dockerfile", "license", "readme", "taskfile", "justfile", "magefile", "entrypoint", "docker-entrypoint"];

    private static readonly string[] Installed =
        ["/usr/bin", "/usr/lib", "/usr/local", "/usr/share", "/bin", "/sbin", "/lib", "/etc", "/opt", "/go/bin", "/go/pkg", "/root", "/home", "/out", "/dist", "/var"];

    /// <summary>Says whether a stage starts with source, from the stages that it is built on.</summary>
    public static bool HasSource(Stage? stage) =>
        stage is not null && stage.Chain.Any(link => link.Steps.Any(step => Brings(step)));

    /// <summary>Says whether an instruction brings go.mod or source.</summary>
    public static bool Brings(StageStep step) => step.Instruction is CopyInstruction copy && (copy.From is null
        ? copy.Sources.Any(IsSource) || (copy.Heredocs.Count > 0 && IsGoFile(copy.Destination))
        : copy.Sources.Any(source => IsGoFile(source) || IsFolderOfSource(source) || IsSameFolder(source, copy.Destination)));

    /// <summary>Says whether a RUN has the source mounted.</summary>
    public static bool IsMounted(RunInstruction run) =>
        run.Mounts.Any(mount => mount.Type == "bind" && IsSource(mount.Source ?? "."));

    private static bool IsSource(string source)
    {
        if (IsGoFile(source) || source.EndsWith(".git", StringComparison.Ordinal))
        {
            return true;
        }

        if (source.Contains("://", StringComparison.Ordinal))
        {
            return false;
        }

        var name = source.TrimEnd('/');
        name = name[(name.LastIndexOf('/') + 1)..];
        var isFile = name.TrimStart('.').Contains('.', StringComparison.Ordinal) || NoSource.Contains(name.ToLowerInvariant());
        return !isFile;
    }

    private static bool IsGoFile(string path) =>
        path.EndsWith(".go", StringComparison.Ordinal)
        || path.Contains("go.mod", StringComparison.Ordinal)
        || path.Contains("go.sum", StringComparison.Ordinal)
        || path.Contains("go.work", StringComparison.Ordinal)
        || path.EndsWith("go.*", StringComparison.Ordinal)
        || path.EndsWith("go*", StringComparison.Ordinal)
        || path.EndsWith('*');

    // 'COPY --from=source /code /code': a folder that keeps its name, and is none that programs are installed in.
    private static bool IsSameFolder(string source, string destination)
    {
        var folder = source.TrimEnd('/');
        return folder.StartsWith('/') && !folder[(folder.LastIndexOf('/') + 1)..].Contains('.', StringComparison.Ordinal)
            && (destination.TrimEnd('/') == folder || destination is "." or "./")
            && !Installed.Any(place => folder == place || folder.StartsWith($"{place}/", StringComparison.Ordinal));
    }

    private static bool IsFolderOfSource(string path) =>
        path.TrimEnd('/') is "." or "/src" or "/app" or "/workspace" or "/build" || path.StartsWith("/go/src", StringComparison.Ordinal);
}
