using GoDockerTasks.Dockerfiles.Linting.Facts;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>An ENV GOPROXY with a fixed value below an ARG GOPROXY.</summary>
internal sealed class GoProxyShadowed : ILintCheck
{
    public LintRule Rule { get; } = new("GDT5202", LintSeverity.Warning, "ENV GOPROXY overrides the build arg of that name")
    {
        Why = "Below the ENV its value counts, so --build-arg GOPROXY=… does nothing, without a word.",
        Fix = "Keep the ARG alone, with the value as its default.",
        Bad = """
            FROM golang:1.24 AS build
            ARG GOPROXY
            ENV GOPROXY=https://goproxy.example.com
            RUN go install example.com/tool@v1.2.3
            """,
        Good = """
            FROM golang:1.24 AS build
            ARG GOPROXY=https://goproxy.example.com
            RUN go install example.com/tool@v1.2.3
            """,
    };

    public IEnumerable<LintFinding> Find(LintSubject subject) =>
        from env in subject.Assignments("ENV")
        where env.Name == GoProxyFacts.Name && !(env.Assignment.Value ?? "").Contains('$', StringComparison.Ordinal)
        where subject.Assignments("ARG").Any(arg => arg.Name == env.Name && arg.Stage == env.Stage && arg.Instruction.Line < env.Instruction.Line)
        select Rule.At(env.Instruction.Line, "This value is taken whatever --build-arg GOPROXY says.");
}
