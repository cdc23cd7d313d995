using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Rewriting;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>A cache mount at a place where Go's cache is not.</summary>
internal sealed class UselessCacheMount : ILintCheck
{
    public LintRule Rule { get; } = new("GDT5104", LintSeverity.Warning, "A cache mount misses Go's cache")
    {
        Why = """
            GOMODCACHE is $GOPATH/pkg/mod, and GOPATH is /go in golang images; GOCACHE is $HOME/.cache/go-build. A cache mount at another
            place stays empty, and Go downloads and compiles everything again.
            """,
        Fix = "Mount the cache where Go has it; the message names the place.",
        Bad = """
            FROM golang:1.24 AS build
            ENV GOMODCACHE=/cache/mod
            COPY . /src
            RUN --mount=type=cache,target=/go/pkg/mod cd /src && CGO_ENABLED=0 go build -o /app
            FROM gcr.io/distroless/static:nonroot
            COPY --from=build /app /app
            """,
        Good = """
            FROM golang:1.24 AS build
            ENV GOMODCACHE=/cache/mod
            COPY . /src
            RUN --mount=type=cache,target=/cache/mod cd /src && CGO_ENABLED=0 go build -o /app
            FROM gcr.io/distroless/static:nonroot
            COPY --from=build /app /app
            """,
        IsFixable = true,
    };

    public IEnumerable<LintFinding> Find(LintSubject subject) =>
        from run in subject.Runs
        where run.GoCommands.Count > 0 && GoToolchainFinder.IsGolangImage(run.Stage.Root)
        from flag in run.Run.Flags
        where flag.Name == "mount"
        let mount = RunMount.Parse(flag.Value ?? "")
        where mount.Type == "cache" && mount.Target is not null
        let right = Missed(subject, run, GoCaches.Absolute(run, mount.Target!).TrimEnd('/'))
        where right is not null
        select Rule.At(run.Line, $"The cache mount is at {mount.Target}, but Go has this cache in {right}.", Mend(subject, run, flag, mount.Target!, right));

    // Only the usual names of the caches, and only where nothing else mounts the right place.
    private static string? Missed(LintSubject subject, LintRun run, string target)
    {
        if (target.EndsWith("/go/pkg/mod", StringComparison.Ordinal) || target == "/root/go")
        {
            return GoCaches.Modules(run) is [var modules] && !GoCaches.MountsModules(subject, run) && IsKnown(modules) ? modules : null;
        }

        return target.EndsWith("/.cache/go-build", StringComparison.Ordinal)
            && GoCaches.Builds(run) is [var builds] && !GoCaches.MountsBuilds(subject, run) && IsKnown(builds) ? builds : null;
    }

    private static bool IsKnown(string place) => place.StartsWith('/') && !place.Contains('$', StringComparison.Ordinal);

    // Where the stage is the image, what the right mount covers would be gone from it.
    private static LintEdit[] Mend(LintSubject subject, LintRun run, InstructionFlag flag, string target, string right)
    {
        var written = flag.Span.Of(run.Run.Logical.Text);
        var at = written.IndexOf($"={target}", StringComparison.Ordinal);
        var isOnlyOne = at >= 0 && at == written.LastIndexOf($"={target}", StringComparison.Ordinal);
        return isOnlyOne && !ModuleKeeping.KeepsModules(subject, run.Stage)
            ? [FlagEdit.Replace(run.Run, new TextSpan(flag.Span.Start + at + 1, target.Length), right)]
            : [];
    }
}
