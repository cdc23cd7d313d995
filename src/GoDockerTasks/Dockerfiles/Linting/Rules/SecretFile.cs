using GoDockerTasks.Dockerfiles.Linting.Facts;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>A file of credentials in a layer.</summary>
internal sealed class SecretFile : ILintCheck
{
    public LintRule Rule { get; } = new("GDT5402", LintSeverity.Warning, "A file of credentials is copied into a layer")
    {
        Why = "A layer keeps what was copied into it, also when a later RUN deletes it. The image, or the build cache, gives it to whoever reads it.",
        Fix = "Mount it for the RUN that needs it (RUN --mount=type=secret or type=ssh), or give it to the container when it starts.",
        Bad = """
            FROM alpine:3.22
            COPY .env /app/.env
            """,
        Good = """
            FROM alpine:3.22
            COPY app /app/app
            """,
    };

    public IEnumerable<LintFinding> Find(LintSubject subject) =>
        from copy in FactReader.Copies(subject)
        let file = SecretFiles.Find(copy).FirstOrDefault()
        where file is not null
        select Rule.At(copy.Line, $"'{file}' stays readable in the layer.");
}
