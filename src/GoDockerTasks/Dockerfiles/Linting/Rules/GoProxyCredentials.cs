using System.Text.RegularExpressions;
using GoDockerTasks.Dockerfiles.Linting.Facts;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>A user and a password in the address of a proxy.</summary>
internal sealed partial class GoProxyCredentials : ILintCheck
{
    public LintRule Rule { get; } = new("GDT5204", LintSeverity.Error, "GOPROXY holds a password")
    {
        Why = """
            It is in the repository for everybody who can read it, and in the image's history or config. A password that has been there
            is known, and has to be changed.
            """,
        Fix = "Take it out, change the password, and give Go a .netrc: RUN --mount=type=secret,id=netrc,target=/root/.netrc go mod download.",
        Bad = """
            FROM golang:1.24 AS build
            RUN GOPROXY=https://ci:hunter2@goproxy.example.com go install example.com/tool@v1.2.3
            """,
        Good = """
            FROM golang:1.24 AS build
            RUN --mount=type=secret,id=netrc,target=/root/.netrc GOPROXY=https://goproxy.example.com go install example.com/tool@v1.2.3
            """,
    };

    public IEnumerable<LintFinding> Find(LintSubject subject)
    {
        var written = subject.Dockerfile.Instructions.OfType<Parsing.AssignmentInstruction>()
            .Where(instruction => instruction.Keyword is "ARG" or "ENV")
            .SelectMany(instruction => instruction.Assignments.Select(pair => (instruction.Line, pair.Name, Value: pair.Value ?? "")))
            .Where(pair => pair.Name == GoProxyFacts.Name)
            .Select(pair => (pair.Line, pair.Value));
        var run = subject.Runs.SelectMany(run => run.Inline(GoProxyFacts.Name).Concat(run.Persisted(GoProxyFacts.Name))
            .Select(word => (run.Line, Value: word.Text)));
        return written.Concat(run).Where(pair => Password().IsMatch(pair.Value)).Select(pair => pair.Line).Distinct()
            .Select(line => Rule.At(line, "The proxy's address has a user and a password in it."));
    }

    [GeneratedRegex(@"https?://[^/@\s$:{]+:[^/@\s$<{]+@")]
    private static partial Regex Password();
}
