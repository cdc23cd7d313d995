using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Stages;

namespace GoDockerTasks.Dockerfiles;

/// <summary>Reads the variables of Go out of a Dockerfile, before there is a build.</summary>
/// <remarks>The prefetch asks for them: a module that the Dockerfile calls private must not be asked for from a proxy.</remarks>
public static class GoVariableReader
{
    private static readonly string[] Names =
        ["GOPROXY", "GOPRIVATE", "GONOPROXY", "GONOSUMDB", "GOSUMDB", "GOFLAGS", "GOTOOLCHAIN", "GOINSECURE", "GOWORK"];

    /// <summary>Reads them from the stages that a build comes to.</summary>
    /// <param name="dockerfile">The Dockerfile.</param>
    /// <param name="inputs">What the build brings from outside.</param>
    /// <returns>The variables that have a value, by line.</returns>
    /// <exception cref="Errors.GoDockerException">The target stage is not there (<c>GDT2101</c>).</exception>
    public static IReadOnlyList<GoVariable> Read(Dockerfile dockerfile, StageInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(dockerfile);
        ArgumentNullException.ThrowIfNull(inputs);
        var graph = StageGraph.Of(dockerfile, inputs);
        return
        [
            .. graph.Stages.Where(graph.Needed.Contains)
                .SelectMany(stage => OfBase(stage).Concat(stage.Steps.SelectMany((step, i) => Of(stage, step, i))))
                .Where(variable => variable.Value.Length > 0)
                .Distinct()
                .OrderBy(variable => variable.Line),
        ];
    }

    /// <summary>Joins the patterns of private modules: those of GOPRIVATE and GONOPROXY.</summary>
    /// <param name="variables">The variables.</param>
    /// <returns>The patterns, separated by commas; empty when there are none.</returns>
    public static string PrivatePatterns(IReadOnlyList<GoVariable> variables) => string.Join(',', variables
        .Where(variable => variable.Name is "GOPRIVATE" or "GONOPROXY" && variable.Value != "none")
        .SelectMany(variable => variable.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .Distinct());

    private static IEnumerable<GoVariable> OfBase(Stage stage) => stage.Parent is null && stage.Steps.Count > 0
        ? Names.Select(name => new GoVariable(name, stage.Steps[0].State.Environment.GetValueOrDefault(name, ""), stage.From.Line))
        : [];

    private static IEnumerable<GoVariable> Of(Stage stage, StageStep step, int index)
    {
        var after = index + 1 < stage.Steps.Count ? stage.Steps[index + 1].State : stage.End;
        return step.Instruction switch
        {
            AssignmentInstruction { Keyword: "ENV" or "ARG" } pairs =>
                from pair in pairs.Assignments
                where Names.Contains(pair.Name)
                select new GoVariable(pair.Name, after.Value(pair.Name) ?? "", pairs.Line),
            RunInstruction run =>
                from command in run.Usage.Commands
                from word in command.Assignments.Concat(run.Usage.GoCommands.Contains(command) && command.Arguments.Contains("-w") ? command.Words : [])
                let at = word.Text.IndexOf('=', StringComparison.Ordinal)
                where at > 0 && Names.Contains(word.Text[..at])
                select new GoVariable(word.Text[..at], Filled(word.Text[(at + 1)..], step, after), run.Line),
            _ => [],
        };
    }

    private static string Filled(string value, StageStep step, StageState state) =>
        new VariableExpander(state.Value, step.Instruction.Parts.Escape).TryExpand(value, out var filled) ? filled : value;
}
