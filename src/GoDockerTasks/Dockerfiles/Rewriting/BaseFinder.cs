using GoDockerTasks.Dockerfiles.Stages;
using GoDockerTasks.Errors;

namespace GoDockerTasks.Dockerfiles.Rewriting;

/// <summary>Lists the images that a build has to have.</summary>
internal static class BaseFinder
{
    public static List<BaseReference> Find(StageGraph graph, IReadOnlyList<GoRunPlan> plans, StageInputs inputs)
    {
        List<BaseReference> bases = [];
        foreach (var stage in graph.Stages.Where(graph.Needed.Contains))
        {
            if (stage.Parent is null)
            {
                var runsGo = plans.Any(plan => plan.Stage.Chain.Contains(stage));
                Add(bases, Resolved(stage), stage.From.Line, runsGo, stage.Platform, inputs);
            }

            foreach (var source in StageGraph.Sources(stage).Where(source => graph.Find(source.From, stage) is null))
            {
                if (!source.From.Contains('$', StringComparison.Ordinal))
                {
                    Add(bases, source.From, source.Instruction.Line, runsGo: false, platform: null, inputs);
                }
            }
        }

        return bases;
    }

    private static void Add(List<BaseReference> bases, string name, int line, bool runsGo, string? platform, StageInputs inputs)
    {
        if (name == "scratch" || inputs.NamedContexts.Contains(name))
        {
            return;
        }

        var index = bases.FindIndex(known => known.Name == name && known.Platform == platform);
        if (index < 0)
        {
            bases.Add(new(name, line, runsGo, platform));
        }
        else if (runsGo)
        {
            bases[index] = bases[index] with { RunsGo = true };
        }
    }

    private static string Resolved(Stage stage) => stage.Image.Length > 0 && !stage.Image.Contains('$', StringComparison.Ordinal)
        ? stage.Image
        : throw new GoDockerException(ErrorKinds.BaseNotResolved, $"line {stage.From.Line}: FROM {stage.From.Image}");
}
