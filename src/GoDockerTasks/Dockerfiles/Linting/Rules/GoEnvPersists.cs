namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary><c>go env -w</c> in what becomes the image.</summary>
internal sealed class GoEnvPersists : ILintCheck
{
    private static readonly string[] Names = ["GOPROXY", "GOPRIVATE", "GONOPROXY", "GONOSUMDB", "GOSUMDB", "GOINSECURE", "GOFLAGS"];

    public LintRule Rule { get; } = new("GDT5205", LintSeverity.Info, "'go env -w' stays in the image")
    {
        Why = """
            It writes a file below the user's home, which becomes part of the image. It holds for that user only, and a variable of the
            same name beats it.
            """,
        Fix = "Set the variable for the RUN alone, or with ARG.",
        Bad = """
            FROM golang:1.24
            RUN go env -w GOPROXY=https://goproxy.example.com
            """,
        Good = """
            FROM golang:1.24
            ARG GOPROXY=https://goproxy.example.com
            """,
    };

    public IEnumerable<LintFinding> Find(LintSubject subject) =>
        from run in subject.Runs
        where subject.Graph.FinalChain.Contains(run.Stage)
        let name = Names.FirstOrDefault(name => run.Persisted(name).Any())
        where name is not null
        select Rule.At(run.Line, $"{name} is written into the go/env file of the image.");
}
