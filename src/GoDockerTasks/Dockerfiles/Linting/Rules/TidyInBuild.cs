namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary><c>go mod tidy</c> in the build.</summary>
internal sealed class TidyInBuild : ILintCheck
{
    public LintRule Rule { get; } = new("GDT5303", LintSeverity.Warning, "'go mod tidy' runs in the build")
    {
        Why = """
            Tidy looks versions up for what go.mod lacks, so the image may be built from others than those that were tested; and it needs
            the network for every module of every test.
            """,
        Fix = "Run it where you develop, commit go.mod and go.sum, and let the build run 'go mod download'.",
        Bad = """
            FROM golang:1.24 AS build
            COPY . /src
            RUN cd /src && go mod tidy && go build -o /app
            """,
        Good = """
            FROM golang:1.24 AS build
            COPY . /src
            RUN cd /src && go build -o /app
            """,
    };

    public IEnumerable<LintFinding> Find(LintSubject subject) =>
        from run in subject.Runs
        where run.CallsGo("mod", "tidy") && !run.CallsGo("mod", "init") && !TidyWithoutSource.IsWithoutSource(subject, run)
        select Rule.At(run.Line, "'go mod tidy' may build from other versions than go.mod had.");
}
