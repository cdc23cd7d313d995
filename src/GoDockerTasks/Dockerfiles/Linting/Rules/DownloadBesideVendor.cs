using GoDockerTasks.Dockerfiles.Linting.Facts;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>Modules are downloaded, and the build takes them from the vendor folder.</summary>
internal sealed class DownloadBesideVendor : ILintCheck
{
    public LintRule Rule { get; } = new("GDT5305", LintSeverity.Warning, "Modules are downloaded that the vendored build does not use")
    {
        Why = "With -mod=vendor Go reads the vendor folder and nothing else. The download costs time and can only fail.",
        Fix = "Leave the download out, or the vendor folder.",
        Bad = """
            FROM golang:1.24 AS build
            WORKDIR /src
            COPY go.mod go.sum ./
            RUN go mod download
            COPY . .
            RUN go build -mod=vendor -o /app
            """,
        Good = """
            FROM golang:1.24 AS build
            WORKDIR /src
            COPY . .
            RUN go build -mod=vendor -o /app
            """,
    };

    // Nothing but builds from the vendor folder may be in the stages, or somebody may need the modules after all.
    public IEnumerable<LintFinding> Find(LintSubject subject)
    {
        LintRun[] builds = [.. subject.Runs.Where(subject.Go.Compiles)];
        return builds.Length > 0 && builds.All(GoFlagFacts.TakesVendored) && !subject.Runs.Any(run => run.CallsGo("mod", "vendor") || run.CallsGo("work", "vendor"))
            ? subject.Runs.Where(run => run.GoCommands.Any(SourceFlow.IsDownload))
                .Select(run => Rule.At(run.Line, "The builds below take their modules from the vendor folder."))
            : [];
    }
}
