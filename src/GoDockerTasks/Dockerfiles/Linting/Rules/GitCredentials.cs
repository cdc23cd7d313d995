namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>A token written into git's configuration, or into .netrc.</summary>
internal sealed class GitCredentials : ILintCheck
{
    public LintRule Rule { get; } = new("GDT5403", LintSeverity.Warning, "A git credential is written into a layer")
    {
        Why = """
            The command writes the token into .gitconfig, .git-credentials or .netrc, which the layer keeps. Where it comes from an ARG or ENV, the
            value is in the history as well.
            """,
        Fix = "Mount a .netrc: RUN --mount=type=secret,id=netrc,target=/root/.netrc go mod download; or use RUN --mount=type=ssh.",
        Bad = """
            FROM golang:1.24 AS build
            ARG GITHUB_TOKEN
            RUN git config --global url."https://${GITHUB_TOKEN}@github.com/".insteadOf "https://github.com/"
            """,
        Good = """
            FROM golang:1.24 AS build
            RUN git config --global url."ssh://git@github.com/".insteadOf "https://github.com/"
            """,
    };

    public IEnumerable<LintFinding> Find(LintSubject subject)
    {
        foreach (var run in subject.Runs)
        {
            if (TokenForms.IsToken(run.Run.Script))
            {
                yield return Rule.At(run.Line, "A token stands in the command.") with { Severity = LintSeverity.Error };
            }
            else if (CredentialWrites.KeepsVariable(run))
            {
                yield return Rule.At(run.Line, "The token from a variable stays in the layer and in the history.");
            }
            else if (CredentialWrites.KeepsSecret(run))
            {
                yield return Rule.At(run.Line, "The secret that is mounted here is written into a file, which stays in the layer.");
            }
        }
    }
}
