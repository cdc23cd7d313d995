using GoDockerTasks.Dockerfiles.Linting.Facts;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>GOSUMDB=off or GONOSUMDB=*.</summary>
internal sealed class ChecksumsOff : ILintCheck
{
    public LintRule Rule { get; } = new("GDT5301", LintSeverity.Warning, "The checksum database is switched off for every module")
    {
        Why = """
            A module that go.sum does not name yet is then taken as it comes, and a proxy that serves something else for a version is not
            noticed.
            """,
        Fix = "Name your own modules in GOPRIVATE, or a database that can be reached: GOSUMDB=sum.golang.google.cn.",
        Bad = """
            FROM golang:1.24 AS build
            ENV GOSUMDB=off
            """,
        Good = """
            FROM golang:1.24 AS build
            ENV GOPRIVATE=git.example.com
            """,
    };

    public IEnumerable<LintFinding> Find(LintSubject subject) =>
        GoFlagFacts.WithoutChecksums(subject).Select(instruction => instruction.Line).Distinct()
            .Select(line => Rule.At(line, "Go does not compare modules with the checksum database from here on."));
}
