using GoDockerTasks.Dockerfiles.Linting.Facts;
using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>GOPROXY is set, and Go does not see it where it downloads.</summary>
internal sealed class GoProxyDoesNotReach : ILintCheck
{
    public LintRule Rule { get; } = new("GDT5201", LintSeverity.Warning, "GOPROXY does not reach the stage that downloads")
    {
        Why = """
            An ARG before the first FROM is for FROM lines only, and an ARG or ENV of a stage is for what stands below it in that stage. A
            RUN elsewhere asks Go's default proxies, and a build arg given for it does nothing.
            """,
        Fix = "Declare 'ARG GOPROXY' in the stage that downloads, above the download.",
        Bad = """
            ARG GOPROXY=https://goproxy.example.com
            FROM golang:1.24 AS build
            WORKDIR /src
            COPY go.mod go.sum ./
            RUN go mod download
            """,
        Good = """
            ARG GOPROXY=https://goproxy.example.com
            FROM golang:1.24 AS build
            ARG GOPROXY
            WORKDIR /src
            COPY go.mod go.sum ./
            RUN go mod download
            """,
        IsFixable = true,
    };

    public IEnumerable<LintFinding> Find(LintSubject subject)
    {
        if (GoProxyFacts.Reaches(subject) != false || Setting(subject) is not { } setting
            || GoProxyFacts.DownloadingRuns(subject).FirstOrDefault(run => !GoFlagFacts.TakesVendored(run)) is not { } run || run.GoCommands.Count == 0)
        {
            yield break;
        }

        var isGlobal = subject.GlobalArguments.Any(argument => argument.Name == GoProxyFacts.Name);
        yield return Rule.At(
            setting.Line,
            $"GOPROXY is set here, but line {run.Line} downloads without it.",
            isGlobal ? [LineInsertion.Below(subject.Dockerfile, run.Stage.Chain.Last().From, "ARG GOPROXY")] : []);
    }

    private static AssignmentInstruction? Setting(LintSubject subject) => subject.Dockerfile.Instructions
        .OfType<AssignmentInstruction>()
        .FirstOrDefault(instruction => instruction.Keyword is "ARG" or "ENV" && instruction.Assignments.Any(pair => pair.Name == GoProxyFacts.Name));
}
