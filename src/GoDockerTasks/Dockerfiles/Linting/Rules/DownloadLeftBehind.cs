using GoDockerTasks.Dockerfiles.Commands;
using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>Modules are downloaded into a cache mount that the RUN which compiles does not have.</summary>
internal sealed class DownloadLeftBehind : ILintCheck
{
    public LintRule Rule { get; } = new("GDT5105", LintSeverity.Warning, "The modules stay in a cache mount that the build does not have")
    {
        Why = """
            What a RUN writes into a cache mount is not in its layer. A RUN below that compiles without this mount finds no modules,
            downloads all of them again, and does so at every change of the source.
            """,
        Fix = "Give the RUN that compiles the same mount.",
        Bad = """
            FROM golang:1.24 AS build
            WORKDIR /src
            COPY go.mod go.sum ./
            RUN --mount=type=cache,target=/go/pkg/mod go mod download
            COPY . .
            RUN CGO_ENABLED=0 go build -o /app
            FROM gcr.io/distroless/static:nonroot
            COPY --from=build /app /app
            """,
        Good = """
            FROM golang:1.24 AS build
            WORKDIR /src
            COPY go.mod go.sum ./
            RUN --mount=type=cache,target=/go/pkg/mod go mod download
            COPY . .
            RUN --mount=type=cache,target=/go/pkg/mod CGO_ENABLED=0 go build -o /app
            FROM gcr.io/distroless/static:nonroot
            COPY --from=build /app /app
            """,
        IsFixable = true,
    };

    public IEnumerable<LintFinding> Find(LintSubject subject)
    {
        if (Facts.GoFlagFacts.UsesVendor(subject) || (subject.Context is { } context && context.Has("vendor/modules.txt")))
        {
            yield break;
        }

        foreach (var stage in subject.Graph.Stages)
        {
            LintRun[] runs = [.. subject.Runs.Where(run => stage.Chain.Contains(run.Stage))];
            var first = Array.FindIndex(runs, run => run.Commands.Any(NeedsModules));
            if (first >= 0 && runs[first].Stage == stage && !HasModules(subject, runs[first])
                && Array.Find(runs[..first], run => run.Commands.Any(SourceFlow.IsDownload)) is { } download
                && runs[..first].All(run => !MayDownload(run) || GoCaches.MountsModules(subject, run))
                && ModulesOf(download) is { } place && place == ModulesOf(runs[first]))
            {
                yield return Rule.At(
                    runs[first].Line,
                    $"Line {download.Line} downloads the modules into a cache mount; without it, Go downloads them here once more.",
                    Mend(subject, download, runs[first]));
            }
        }
    }

    private static bool NeedsModules(ShellCommand command) =>
        GoRunDetector.IsGo(command) && GoRunDetector.Subcommand(command) is "build" or "install" or "test" or "run"
        && !command.Arguments.Any(argument => argument.Contains('@', StringComparison.Ordinal));

    private static bool MayDownload(LintRun run) => run.Run.Usage.Certainty != GoCertainty.No;

    private static bool HasModules(LintSubject subject, LintRun run) =>
        GoCaches.MountsModules(subject, run)
        || run.Run.Mounts.Any(mount => mount.Type == "bind" && mount.From is not null)
        || run.Stage.Chain.SelectMany(stage => stage.Steps).Any(step => step.Instruction is CopyInstruction { From: not null } copy
            && SourceFlow.IsModuleCache(copy.Destination));

    // Where it is known, that is one place.
    private static string? ModulesOf(LintRun run) => GoCaches.Modules(run) is [var place] ? place : null;

    // Where the stage is the image, the modules would be gone from it.
    private static LintEdit[] Mend(LintSubject subject, LintRun download, LintRun run)
    {
        var flags = download.Run.Flags.Where(flag => flag.Name == "mount" && RunMount.Parse(flag.Value ?? "").Type == "cache").ToArray();
        if (ModuleKeeping.KeepsModules(subject, run.Stage) || flags is not [{ Value: { } value }] || value.Contains('$', StringComparison.Ordinal)
            || value.Any(char.IsWhiteSpace) || RunMount.Parse(value).Target?.StartsWith('/') != true || download.Run.Flags.Any(flag => flag.Name != "mount" && flag.Name != "network"))
        {
            return [];
        }

        return [new(run.Run.Logical.ToSourceEnd(run.Run.Parts.Keyword.End), 0, $" --mount={value}")];
    }
}
