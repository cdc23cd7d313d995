using GoDockerTasks.Dockerfiles.Commands;
using GoDockerTasks.Dockerfiles.Rewriting;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>Modules are downloaded behind <c>COPY . .</c>.</summary>
internal sealed class DepsAfterSource : ILintCheck
{
    // Before 1.16 there may be no go.mod at all.
    private static readonly Version FirstWithModules = new(1, 16);

    public LintRule Rule { get; } = new("GDT5101", LintSeverity.Warning, "Modules are downloaded after the source was copied")
    {
        Why = """
            A layer is built again when anything above it has changed. Where all of the source is copied first, every change of a file
            throws the downloaded modules away, and every build goes to the network for all of them.
            """,
        Fix = "Copy go.mod and go.sum alone, run 'go mod download', and copy the source below it.",
        Bad = """
            FROM golang:1.24 AS build
            WORKDIR /src
            COPY . .
            RUN go mod download
            RUN CGO_ENABLED=0 go build -o /app
            """,
        Good = """
            FROM golang:1.24 AS build
            WORKDIR /src
            COPY go.mod go.sum ./
            RUN go mod download
            COPY . .
            RUN CGO_ENABLED=0 go build -o /app
            """,
        IsFixable = true,
    };

    public IEnumerable<LintFinding> Find(LintSubject subject)
    {
        if (Facts.GoFlagFacts.UsesVendor(subject)
            || (subject.Context is { } context && (context.Has("vendor/modules.txt") || HasNoModules(context))))
        {
            yield break;
        }

        foreach (var run in subject.Runs.Where(run => DownloadsLate(subject, run)).DistinctBy(run => subject.Sources.Before(run).WholeBy))
        {
            var copy = subject.Sources.Before(run).WholeBy!;
            var finding = Rule.At(
                copy.Line,
                $"All of the source is copied before the modules are downloaded (line {run.Line}); every change of a file downloads them again.",
                [.. DepsLayer.Insert(subject, run, copy)]);
            yield return run.GoCommands.Any(IsDownload) ? finding : finding with { Severity = LintSeverity.Info };
        }
    }

    private static bool DownloadsLate(LintSubject subject, LintRun run)
    {
        var source = subject.Sources.Before(run);
        return source is { WholeBy: not null, IsEarly: false }
            && (run.GoCommands.Any(IsDownload) || (run.GoCommands.Any(Compiles) && HasModules(run)))
            && !GoCaches.MountsModules(subject, run);
    }

    private static bool IsDownload(ShellCommand command) =>
        GoRunDetector.Subcommand(command) == "mod" && command.Arguments.Any(argument => argument is "download" or "tidy")
        && !command.Arguments.Any(argument => argument.Contains('@', StringComparison.Ordinal));

    private static bool Compiles(ShellCommand command) =>
        GoRunDetector.Subcommand(command) is "build" or "install" or "test"
        && !command.Arguments.Any(argument => argument.Contains('@', StringComparison.Ordinal));

    private static bool HasModules(LintRun run) =>
        GoToolchainFinder.GoVersion(run.Stage, run.State) is { } version && version >= FirstWithModules
        && run.State.Value("GO111MODULE") != "off" && !run.Inline("GO111MODULE").Any();

    private static bool HasNoModules(BuildContextFolder context) =>
        context.Read("go.mod") is { } text && !text.Contains("require", StringComparison.Ordinal);
}
