using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Dockerfiles.Linting;

/// <summary>Finds mounts that docker refuses when a build comes to their RUN; in a stage that none comes to, they do no harm.</summary>
internal static class MountFaults
{
    private static readonly string[] Types = ["bind", "cache", "tmpfs", "secret", "ssh"];

    private static readonly string[] Sharings = ["shared", "private", "locked"];

    private static readonly string[] Keys =
        ["type", "from", "source", "target", "readonly", "readwrite", "rw", "sharing", "id", "required", "mode", "uid", "gid", "size", "env"];

    public static IEnumerable<ParseProblem> Find(LintSubject subject) =>
        from run in subject.Runs
        where subject.Graph.Needed.Contains(run.Stage)
        from mount in run.Run.Mounts
        let problem = Problem(mount)
        where problem is not null
        select new ParseProblem(run.Line, problem);

    private static string? Problem(RunMount mount) =>
        mount.Fields.Keys.FirstOrDefault(key => !Keys.Contains(key)) is { } unknown
            ? $"RUN: --mount has no field '{InstructionRules.Shortened(unknown)}'; it takes {string.Join(", ", Keys)}."
        : IsOther(mount.Type, Types) ? $"RUN: --mount is of type '{InstructionRules.Shortened(mount.Type)}'; it takes {string.Join(", ", Types)}."
        : mount.Fields.TryGetValue("sharing", out var sharing) && IsOther(sharing, Sharings) ? $"RUN: sharing of --mount takes {string.Join(", ", Sharings)}."
        : null;

    // What a variable stands for is not known here.
    private static bool IsOther(string value, string[] accepted) =>
        !value.Contains('$', StringComparison.Ordinal) && !accepted.Contains(value, StringComparer.OrdinalIgnoreCase);
}
