using GoDockerTasks.Dockerfiles.Commands;
using GoDockerTasks.Dockerfiles.Linting.Facts;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary><c>-mod=mod</c>.</summary>
internal sealed class ModuleFlagMod : ILintCheck
{
    private static readonly string[] NeedsModules = ["build", "install", "test", "run", "vet", "list", "generate"];

    public LintRule Rule { get; } = new("GDT5302", LintSeverity.Info, "'-mod=mod' lets the build change go.mod")
    {
        Why = "Without the flag, Go stops where go.mod or go.sum lacks something. With it, Go looks a version up and goes on, so two builds may differ.",
        Fix = "Run 'go mod tidy' where you develop, commit go.mod and go.sum, and leave the flag out.",
        Bad = """
            FROM golang:1.24 AS build
            COPY . /src
            RUN cd /src && go build -mod=mod -o /app
            """,
        Good = """
            FROM golang:1.24 AS build
            COPY . /src
            RUN cd /src && go build -o /app
            """,
    };

    public IEnumerable<LintFinding> Find(LintSubject subject) =>
        from run in subject.Runs
        where run.GoCommands.Any(command => GoFlagFacts.SetsMod([.. command.Arguments], "mod")
            || (NeedsModules.Contains(GoRunDetector.Subcommand(command)) && GoFlagFacts.SetsMod((run.State.Value("GOFLAGS") ?? "").Split(' '), "mod")))
        select Rule.At(run.Line, "'-mod=mod' lets Go add what go.mod and go.sum lack.");
}
