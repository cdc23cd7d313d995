using GoDockerTasks.Dockerfiles.Commands;
using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Stages;

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

        var runs = subject.Runs.ToLookup(run => run.Stage);
        var ends = new Dictionary<Stage, Downloads>();
        foreach (var stage in subject.Graph.Stages)
        {
            var before = stage.Parent is { } parent ? ends[parent] : new(null, AreMounted: true, AreUsed: false);
            foreach (var run in runs[stage])
            {
                if (!before.AreUsed && run.Commands.Any(NeedsModules))
                {
                    if (before is { First: { } download, AreMounted: true } && !HasModules(subject, run)
                        && ModulesOf(download) is { } place && place == ModulesOf(run))
                    {
                        yield return Rule.At(
                            run.Line,
                            $"Line {download.Line} downloads the modules into a cache mount; without it, Go downloads them here once more.",
                            Mend(subject, download, run));
                    }

                    before = before with { AreUsed = true };
                }
                else if (!before.AreUsed)
                {
                    before = new(
                        before.First ?? (run.Commands.Any(SourceFlow.IsDownload) ? run : null),
                        before.AreMounted && (!MayDownload(run) || GoCaches.MountsModules(subject, run)),
                        AreUsed: false);
                }
            }

            ends[stage] = before;
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

    /// <summary>What a stage has seen so far, those it is built on included.</summary>
    /// <param name="First">The first RUN that downloads.</param>
    /// <param name="AreMounted">Whether all that may have downloaded had the cache mount.</param>
    /// <param name="AreUsed">Whether a RUN has needed modules; only the first one counts.</param>
    private sealed record Downloads(LintRun? First, bool AreMounted, bool AreUsed);
}
