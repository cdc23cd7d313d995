using GoDockerTasks.Dockerfiles.Linting.Facts;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>The image starts as root.</summary>
internal sealed class RootUser : ILintCheck
{
    public LintRule Rule { get; } = new("GDT5601", LintSeverity.Info, "The service runs as root")
    {
        Why = "Whoever breaks into the service is root in its container. Clusters with the restricted policy refuse to start it.",
        Fix = "Set a user by number, such as USER 65532:65532, or use a base that does (gcr.io/distroless/static:nonroot).",
        Bad = """
            FROM alpine:3.22
            COPY app /app
            """,
        Good = """
            FROM alpine:3.22
            COPY app /app
            USER 65532:65532
            """,
    };

    public IEnumerable<LintFinding> Find(LintSubject subject)
    {
        if (Bases.FinalIsRoot(subject) == true)
        {
            yield return Rule.At(subject.Final.From.Line, "The image starts as root.");
        }
    }
}
