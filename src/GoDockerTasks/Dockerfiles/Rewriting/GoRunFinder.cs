using GoDockerTasks.Dockerfiles.Commands;
using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Stages;

namespace GoDockerTasks.Dockerfiles.Rewriting;

/// <summary>Finds the RUNs that run Go in the stages that a build comes to.</summary>
internal static class GoRunFinder
{
    public static IEnumerable<GoRunPlan> Find(StageGraph graph)
    {
        foreach (var stage in graph.Stages.Where(graph.Needed.Contains))
        {
            var hasSource = SourceArrival.HasSource(stage.Parent);
            var installsGo = new Lazy<bool>(() => stage.Chain.Any(GoToolchainFinder.InstallsGo));
            foreach (var step in stage.Steps)
            {
                hasSource |= SourceArrival.Brings(step);
                if (step.Instruction is RunInstruction run && UsesGo(stage, step, run, installsGo) is { } usage)
                {
                    yield return new(stage, step, usage) { HasSource = hasSource || SourceArrival.IsMounted(run) };
                }
            }
        }
    }

    private static GoUsage? UsesGo(Stage stage, StageStep step, RunInstruction run, Lazy<bool> installsGo)
    {
        var usage = run.Usage;
        var uses = usage.Certainty == GoCertainty.Runs
            || (usage.Certainty == GoCertainty.May && (installsGo.Value || GoToolchainFinder.HasRoot(stage, step.State)));
        return uses ? usage : null;
    }
}
