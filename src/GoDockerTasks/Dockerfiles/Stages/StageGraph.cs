using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Errors;

namespace GoDockerTasks.Dockerfiles.Stages;

/// <summary>The stages of a Dockerfile and how they depend on each other.</summary>
public sealed class StageGraph
{
    private readonly HashSet<Stage> _finalChain;
    private readonly HashSet<Stage> _needed;
    private readonly Dictionary<string, Stage> _byName = new(StringComparer.OrdinalIgnoreCase);

    internal StageGraph(IReadOnlyList<Stage> stages, string? target)
    {
        Stages = stages;
        foreach (var stage in stages.Where(stage => stage.Name is not null))
        {
            _byName[stage.Name!] = stage;
        }

        Target = string.IsNullOrEmpty(target)
            ? stages[^1]
            : _byName.GetValueOrDefault(target) ?? throw new GoDockerException(
                ErrorKinds.StageNotFound,
                $"'{target}'; the Dockerfile has {(_byName.Count == 0 ? "no named stage" : string.Join(", ", _byName.Keys))}.");
        _finalChain = [.. Target.Chain];
        _needed = FindNeeded();
    }

    /// <summary>Gets all stages in order.</summary>
    public IReadOnlyList<Stage> Stages { get; }

    /// <summary>Gets the stage that becomes the image.</summary>
    public Stage Target { get; }

    /// <summary>Gets the target and the stages it is built on, for any platform: what is in them is in the image.</summary>
    public IReadOnlySet<Stage> FinalChain => _finalChain;

    /// <summary>Gets the stages that a build of the target comes to, for any platform.</summary>
    public IReadOnlySet<Stage> Needed => _needed;

    /// <summary>Reads the stages of a Dockerfile.</summary>
    /// <param name="dockerfile">The Dockerfile, a valid one.</param>
    /// <param name="inputs">What the build brings from outside.</param>
    /// <returns>The stages.</returns>
    /// <exception cref="GoDockerException">The target is not there (<c>GDT2101</c>).</exception>
    public static StageGraph Of(Dockerfile dockerfile, StageInputs inputs)
    {
        var graph = new StageGraph(new StageReader(dockerfile, inputs).Read(), inputs.Target);
        foreach (var platform in inputs.OtherPlatforms)
        {
            graph.Join(Of(dockerfile, inputs with { Platform = platform, OtherPlatforms = [] }));
        }

        return graph;
    }

    // A stage stays what it is for the first platform.
    private void Join(StageGraph other)
    {
        _finalChain.UnionWith(other.FinalChain.Select(stage => Stages[stage.Index]));
        _needed.UnionWith(other.Needed.Select(stage => Stages[stage.Index]));
    }

    /// <summary>Finds the stage that a <c>--from=</c> names.</summary>
    /// <param name="name">A name or number.</param>
    /// <param name="before">The stage in which it is written; only earlier ones count.</param>
    /// <returns>The stage; null when it names an image or a build context.</returns>
    public Stage? Find(string name, Stage before)
    {
        if (int.TryParse(name, out var index))
        {
            return index >= 0 && index < before.Index ? Stages[index] : null;
        }

        for (var i = before.Index - 1; i >= 0; i--)
        {
            if (string.Equals(Stages[i].From.Alias, name, StringComparison.OrdinalIgnoreCase))
            {
                return Stages[i];
            }
        }

        return null;
    }

    /// <summary>Gives what the instructions of a stage take from other stages, images or contexts.</summary>
    /// <param name="stage">The stage.</param>
    /// <returns>What is named, the paths taken, and the instruction.</returns>
    public static IEnumerable<StageSource> Sources(Stage stage)
    {
        foreach (var step in stage.Steps)
        {
            if (step.Instruction is CopyInstruction { From: { } from } copy)
            {
                yield return new(from, [.. copy.Sources.Select(source => Expand(step, source))], copy);
            }

            foreach (var mount in (step.Instruction as RunInstruction)?.Mounts.Where(mount => mount.From is not null) ?? [])
            {
                yield return new(mount.From!, [Expand(step, mount.Source ?? "/")], step.Instruction);
            }
        }
    }

    private static string Expand(StageStep step, string word) =>
        new VariableExpander(step.State.Value, step.Instruction.Parts.Escape).TryExpand(word, out var expanded) ? expanded : word;

    private HashSet<Stage> FindNeeded()
    {
        HashSet<Stage> needed = [];
        var open = new Stack<Stage>([Target]);
        while (open.TryPop(out var stage))
        {
            if (!needed.Add(stage))
            {
                continue;
            }

            if (stage.Parent is not null)
            {
                open.Push(stage.Parent);
            }

            foreach (var source in Sources(stage))
            {
                if (Find(source.From, stage) is { } other)
                {
                    open.Push(other);
                }
            }
        }

        return needed;
    }
}
