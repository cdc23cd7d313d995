using GoDockerTasks.Dockerfiles.Linting.Facts;
using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>A credential in an ARG or ENV.</summary>
internal sealed class SecretInVariable : ILintCheck
{
    public LintRule Rule { get; } = new("GDT5401", LintSeverity.Warning, "A credential comes in through ARG, ENV or LABEL")
    {
        Why = """
            The value of an ARG is in the history of the image, in the build cache and in provenance; that of an ENV or LABEL in the image's config.
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
        foreach (var instruction in subject.Dockerfile.Instructions.OfType<AssignmentInstruction>())
        {
            foreach (var assignment in instruction.Assignments)
            {
                if (TokenForms.IsToken(assignment.Value ?? ""))
                {
                    yield return Rule.At(instruction.Line, $"The value of {assignment.Name} is a credential, and in this file.") with { Severity = LintSeverity.Error };
                }
                else if (FactReader.IsSecret(instruction, assignment))
                {
                    yield return Rule.At(instruction.Line, $"{instruction.Keyword} {assignment.Name} puts a credential where it stays readable.");
                }
            }
        }
    }
}
