using System.Text.RegularExpressions;
using GoDockerTasks.Dockerfiles.Linting.Facts;
using GoDockerTasks.Dockerfiles.Parsing;

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
        var written = subject.Dockerfile.Instructions.OfType<AssignmentInstruction>()
            .Where(instruction => instruction.Keyword is "ARG" or "ENV")
            .SelectMany(instruction => instruction.Assignments.Select(pair => (instruction.Line, pair.Name, Value: pair.Value ?? "")))
            .Where(pair => pair.Name == GoProxyFacts.Name)
            .Select(pair => (pair.Line, pair.Value))
            .ToArray();

        // The password may come by an ARG that has it as its default.
        var filled = subject.Assignments("ENV").Concat(subject.Assignments("ARG"))
            .Where(pair => pair.Name == GoProxyFacts.Name)
            .Select(pair => (pair.Instruction.Line, Value: pair.Value ?? ""));
        var run = subject.Runs.SelectMany(run => run.Inline(GoProxyFacts.Name).Concat(run.Persisted(GoProxyFacts.Name))
            .Select(word => (run.Line, Value: run.Expand(word.Text))));
        int[] known = [.. written.Concat(filled).Concat(run).Where(pair => Password().IsMatch(pair.Value)).Select(pair => pair.Line).Distinct()];
        var given = written.Where(pair => GivenPassword().IsMatch(pair.Value)).Select(pair => pair.Line).Distinct().Except(known);
        return known.Select(line => Rule.At(line, "The proxy's address has a user and a password in it."))
            .Concat(given.Select(line => Rule.At(line, "The proxy's address gets its password from a variable, and stays readable with it.") with { Severity = LintSeverity.Warning }));
    }

    // Between the colon and the @ of an address there is nothing else.
    [GeneratedRegex(@"https?://[^/@\s:]*:[^/@\s:]*\$\{?\w+\}?[^/@\s:]*@")]
    private static partial Regex GivenPassword();

    [GeneratedRegex(@"https?://[^/@\s$:{]+:[^/@\s$<{]+@")]
    private static partial Regex Password();
}
