using GoDockerTasks.Dockerfiles.Commands;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary><c>go mod tidy</c> where there is go.mod and no source.</summary>
internal sealed class TidyWithoutSource : ILintCheck
{
    public LintRule Rule { get; } = new("GDT5103", LintSeverity.Warning, "'go mod tidy' runs before there is any source")
    {
        Why = """
            Tidy keeps the requirements that the source needs. Without source it removes them all from go.mod and downloads nothing, so
            the layer is of no use, and the modules are downloaded with every build.
            """,
        Fix = "Run 'go mod download' there.",
        Bad = """
            FROM golang:1.24 AS build
            WORKDIR /src
            COPY go.mod go.sum ./
            RUN go mod tidy
            COPY . .
            RUN CGO_ENABLED=0 go build -o /app
            FROM gcr.io/distroless/static:nonroot
            COPY --from=build /app /app
            """,
        Good = """
            FROM golang:1.24 AS build
            WORKDIR /src
            COPY go.mod go.sum ./
            RUN go mod download
            COPY . .
            RUN CGO_ENABLED=0 go build -o /app
            FROM gcr.io/distroless/static:nonroot
            COPY --from=build /app /app
            """,
        IsFixable = true,
    };

    public IEnumerable<LintFinding> Find(LintSubject subject) =>
        from run in subject.Runs
        where IsWithoutSource(subject, run)
        let command = run.GoCommands.FirstOrDefault(IsTidy)
        where command is not null
        select Rule.At(run.Line, "'go mod tidy' finds no source here, so it downloads nothing.", [.. Mend(subject, run, command)]);

    /// <summary>Says whether a RUN finds go.mod and nothing that imports modules.</summary>
    public static bool IsWithoutSource(LintSubject subject, LintRun run) =>
        subject.Sources.Before(run) is { HasGoMod: true, HasPart: false } && !subject.Sources.MountsSource(run)
        && run.Commands.All(command => command.Program is "go" or "cd" or "set" or "echo");

    private static bool IsTidy(ShellCommand command) =>
        GoRunDetector.Subcommand(command) == "mod" && command.Arguments.Contains("tidy");

    // The download brings modules, which an image that has the stage in it would keep.
    private static IEnumerable<LintEdit> Mend(LintSubject subject, LintRun run, ShellCommand command) =>
        !ModuleKeeping.KeepsModules(subject, run.Stage) && command.Words is [_, _, { Text: "tidy", Span: { Length: 4 } span }]
            ? [new(span.Start, span.Length, "download")]
            : [];
}
