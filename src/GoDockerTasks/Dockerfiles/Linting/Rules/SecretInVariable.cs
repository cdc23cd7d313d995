using GoDockerTasks.Dockerfiles.Linting.Facts;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>A credential in an ARG or ENV.</summary>
internal sealed class SecretInVariable : ILintCheck
{
    public LintRule Rule { get; } = new("GDT5401", LintSeverity.Warning, "A credential comes in through ARG or ENV")
    {
        Why = """
            The value of an ARG is in the history of the image, in the build cache and in provenance; that of an ENV in the image's config.
            Everybody who can pull the image can read them.
            """,
        Fix = "Mount it for the RUN that needs it: RUN --mount=type=secret,id=token TOKEN=$(cat /run/secrets/token) … with docker build --secret id=token,env=TOKEN.",
        Bad = """
            FROM golang:1.24 AS build
            ARG GITHUB_TOKEN
            """,
        Good = """
            FROM golang:1.24 AS build
            RUN --mount=type=secret,id=netrc,target=/root/.netrc go install example.com/tool@v1.2.3
            """,
    };

    public IEnumerable<LintFinding> Find(LintSubject subject)
    {
        foreach (var (instruction, assignment) in FactReader.Secrets(subject))
        {
            var finding = Rule.At(instruction.Line, $"{instruction.Keyword} {assignment.Name} puts a credential where it stays readable.");
            yield return TokenForms.IsToken(assignment.Value ?? "")
                ? finding with { Severity = LintSeverity.Error, Message = $"The value of {assignment.Name} is a credential, and in this file." }
                : finding;
        }
    }
}
