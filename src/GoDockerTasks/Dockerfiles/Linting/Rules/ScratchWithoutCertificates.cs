namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>No CA certificates in an image from scratch.</summary>
internal sealed class ScratchWithoutCertificates : ILintCheck
{
    public LintRule Rule { get; } = new("GDT5501", LintSeverity.Info, "The image from scratch has no CA certificates")
    {
        Why = """
            A service that calls others over TLS fails with 'certificate signed by unknown authority'. One that does not, or embeds its
            certificates, does not need them.
            """,
        Fix = "COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/, or use gcr.io/distroless/static, which has them and time zones.",
        Bad = """
            FROM golang:1.24 AS build
            COPY . /src
            RUN cd /src && CGO_ENABLED=0 go build -o /app
            FROM scratch
            COPY --from=build /app /app
            """,
        Good = """
            FROM golang:1.24 AS build
            COPY . /src
            RUN cd /src && CGO_ENABLED=0 go build -o /app
            FROM scratch
            COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
            COPY --from=build /app /app
            """,
    };

    public IEnumerable<LintFinding> Find(LintSubject subject)
    {
        if (ScratchImage.HasOnlyNamedFiles(subject) && !ScratchImage.Mentions(subject, IsAboutCertificates))
        {
            yield return Rule.At(subject.Final.From.Line, "Nothing copies CA certificates into the image, which starts from nothing.");
        }
    }

    private static bool IsAboutCertificates(string text) =>
        text.Contains("cert", StringComparison.OrdinalIgnoreCase) || text.Contains("ssl", StringComparison.OrdinalIgnoreCase)
        || text.Contains(".pem", StringComparison.Ordinal) || text.Contains(".crt", StringComparison.Ordinal) || text.Contains("/etc", StringComparison.Ordinal);
}
