using GoDockerTasks.Dockerfiles.Linting.Facts;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>A base by no tag, or by latest.</summary>
internal sealed class UnpinnedBase : ILintCheck
{
    public LintRule Rule { get; } = new("GDT5602", LintSeverity.Warning, "A base image has no version")
    {
        Why = "What 'latest' stands for changes without notice, with it the versions of Go and of the system, and no two machines need to have the same.",
        Fix = "Name a tag, such as golang:1.24 or alpine:3.22; with a digest behind it the build is the same everywhere.",
        Bad = """
            FROM golang:latest
            """,
        Good = """
            FROM golang:1.24
            """,
    };

    public IEnumerable<LintFinding> Find(LintSubject subject) =>
        Bases.External(subject).Where(Bases.IsUnpinned).Select(stage => Rule.At(stage.From.Line, $"'{stage.Image}' is whatever is the latest today."));
}
