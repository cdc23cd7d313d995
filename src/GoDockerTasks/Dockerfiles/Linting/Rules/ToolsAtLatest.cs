using GoDockerTasks.Dockerfiles.Linting.Facts;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary><c>go install x@latest</c>.</summary>
internal sealed class ToolsAtLatest : ILintCheck
{
    public LintRule Rule { get; } = new("GDT5304", LintSeverity.Warning, "A tool is installed at its latest version")
    {
        Why = """
            The version is that of the day on which the layer was built. A release of the tool that needs a newer Go, or does something else,
            breaks a build that nobody touched.
            """,
        Fix = "Name a version, or keep the tool in go.mod ('go get -tool') and run it with 'go tool'.",
        Bad = """
            FROM golang:1.24
            RUN go install example.com/tool@latest
            """,
        Good = """
            FROM golang:1.24
            RUN go install example.com/tool@v1.2.3
            """,
    };

    public IEnumerable<LintFinding> Find(LintSubject subject) =>
        GoFlagFacts.AtLatest(subject).Select(run => Rule.At(run.Line, "What '@latest' stands for changes without notice."));
}
