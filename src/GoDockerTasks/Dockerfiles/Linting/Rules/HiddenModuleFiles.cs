using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>.dockerignore keeps go.mod or go.sum out of the build.</summary>
internal sealed class HiddenModuleFiles : ILintCheck
{
    private static readonly string[] Files = ["go.mod", "go.sum"];

    public LintRule Rule { get; } = new("GDT5801", LintSeverity.Warning, ".dockerignore hides go.mod or go.sum")
    {
        Why = "A COPY of the file fails, and a COPY of everything leaves it out, so that Go does not find the module, or its checksums.",
        Fix = "Take the pattern out of .dockerignore, or add !go.mod and !go.sum below it.",
        Bad = """
            # with '*.sum' in .dockerignore
            FROM golang:1.24
            COPY go.mod go.sum /src/
            """,
        Good = """
            # with '*.sum' and '!go.sum' in .dockerignore
            FROM golang:1.24
            COPY go.mod go.sum /src/
            """,
    };

    public IEnumerable<LintFinding> Find(LintSubject subject) =>
        from stage in subject.Graph.Stages
        from copy in stage.Steps.Select(step => step.Instruction).OfType<CopyInstruction>()
        where copy.From is null && subject.Context is not null
        from file in Files
        where subject.Context!.Has(file) && subject.Context.IsIgnored(file)
            && (copy.Sources.Any(source => source == file || source == $"./{file}" || source is "go.*")
                || (copy.Sources.Any(source => source is "." or "./") && subject.Runs.Any(run => run.GoCommands.Count > 0 && run.Stage.Chain.Contains(stage))))
        select Rule.At(copy.Line, $".dockerignore keeps {file} out of the build.");
}
