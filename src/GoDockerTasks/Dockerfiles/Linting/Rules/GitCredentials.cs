using System.Text.RegularExpressions;
using GoDockerTasks.Dockerfiles.Commands;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>A token written into git's configuration, or into .netrc.</summary>
internal sealed partial class GitCredentials : ILintCheck
{
    public LintRule Rule { get; } = new("GDT5403", LintSeverity.Warning, "A git credential from a variable is written into a layer")
    {
        Why = """
            The command writes the token into .gitconfig or .netrc, which the layer keeps, and the value of the ARG or ENV it comes from is in
            the history as well.
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
            else if (run.Commands.Any(command => WritesVariable(run, command)))
            {
                yield return Rule.At(run.Line, "The token from a variable stays in the layer and in the history.");
            }
        }
    }

    private static bool WritesVariable(LintRun run, ShellCommand command)
    {
        var text = string.Join(' ', command.Words.Select(word => word.Text));
        var writes = (command.Program == "git" && text.Contains("insteadOf", StringComparison.OrdinalIgnoreCase) && text.Contains('@', StringComparison.Ordinal))
            || (command.Program is "echo" or "printf" && text.Contains("machine ", StringComparison.Ordinal) && run.Run.Script.Contains(".netrc", StringComparison.Ordinal));
        return writes && Variables().Matches(text)
            .Any(match => IsDeclared(run, match.Groups[1].Value + match.Groups[2].Value));
    }

    private static bool IsDeclared(LintRun run, string name) =>
        Facts.SecretNames.IsSecret(name, null) && (run.Given.Arguments.ContainsKey(name) || run.Given.Environment.ContainsKey(name));

    [GeneratedRegex(@"\$(?:\{(\w+)\}|(\w+))")]
    private static partial Regex Variables();
}
