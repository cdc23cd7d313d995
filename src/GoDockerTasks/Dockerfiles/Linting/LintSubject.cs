using System.Collections.Immutable;
using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Stages;

namespace GoDockerTasks.Dockerfiles.Linting;

/// <summary>A valid Dockerfile as facts and rules look at it.</summary>
internal sealed class LintSubject
{
    // Stands for the value of a build arg that has no default, and that only the caller of the build knows.
    private const string Given = "given";

    private readonly StageGraph _given;

    public LintSubject(Dockerfile dockerfile)
    {
        Dockerfile = dockerfile;
        Graph = StageGraph.Of(dockerfile, new());
        _given = StageGraph.Of(dockerfile, new() { BuildArgs = OpenArguments(dockerfile) });
        Runs = ReadRuns();
        Go = new(this);
        Sources = new(this);
    }

    public Dockerfile Dockerfile { get; }

    public StageGraph Graph { get; }

    public Stage Final => Graph.Target;

    /// <summary>All RUNs in order.</summary>
    public IReadOnlyList<LintRun> Runs { get; }

    public GoStages Go { get; }

    public SourceFlow Sources { get; }

    /// <summary>The build context; null where it is not known.</summary>
    public BuildContextFolder? Context { get; init; }

    /// <summary>What is in effect at the end of a stage where every ARG without a default was given a value.</summary>
    public StageState GivenEnd(Stage stage) => _given.Stages[stage.Index].End;

    /// <summary>The names and values of all ENV or ARG within stages, with where they stand and what holds behind them.</summary>
    public IEnumerable<StageAssignment> Assignments(string keyword) =>
        from stage in Graph.Stages
        from index in Enumerable.Range(0, stage.Steps.Count)
        where stage.Steps[index].Instruction.Keyword == keyword
        let instruction = (AssignmentInstruction)stage.Steps[index].Instruction
        from assignment in instruction.Assignments
        select new StageAssignment(stage, instruction, assignment, stage.StateAfter(index));

    /// <summary>The ARGs before the first FROM.</summary>
    public IEnumerable<Assignment> GlobalArguments => Dockerfile.Instructions
        .TakeWhile(instruction => instruction is not FromInstruction)
        .OfType<AssignmentInstruction>()
        .SelectMany(instruction => instruction.Assignments);

    private List<LintRun> ReadRuns()
    {
        List<LintRun> runs = [];
        var persisting = new Dictionary<Stage, ImmutableList<LintRun>>();
        foreach (var stage in Graph.Stages)
        {
            var earlier = stage.Parent is { } parent ? persisting[parent] : [];
            for (var i = 0; i < stage.Steps.Count; i++)
            {
                if (stage.Steps[i].Instruction is RunInstruction)
                {
                    var run = new LintRun(stage, stage.Steps[i], _given.Stages[stage.Index].Steps[i].State) { Earlier = earlier };
                    runs.Add(run);
                    earlier = run.Persists ? earlier.Add(run) : earlier;
                }
            }

            persisting[stage] = earlier;
        }

        return runs;
    }

    private static Dictionary<string, string> OpenArguments(Dockerfile dockerfile)
    {
        string[] inFrom = [.. dockerfile.Instructions.OfType<FromInstruction>().Select(from => from.Image)];
        return dockerfile.Instructions.OfType<AssignmentInstruction>()
            .Where(instruction => instruction.Keyword == "ARG")
            .SelectMany(instruction => instruction.Assignments)
            .Where(argument => argument.Value is null or "" or "\"\"" or "''"
                && !inFrom.Any(image => image.Contains('$', StringComparison.Ordinal) && image.Contains(argument.Name, StringComparison.Ordinal)))
            .DistinctBy(argument => argument.Name)
            .ToDictionary(argument => argument.Name, _ => Given);
    }
}
