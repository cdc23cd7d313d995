using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Stages;

namespace GoDockerTasks.Dockerfiles.Rewriting;

/// <summary>Finds the stages whose proxy variables somebody besides our settings goes by: they keep what the user gave them.</summary>
internal static class KeptStages
{
    private static readonly string[] ProxyReaders = ["$GOPROXY", "${GOPROXY", "$GONOPROXY", "${GONOPROXY", "go env GOPROXY", "printenv"];

    /// <summary>Looks at RUNs that are left alone, that read the variables, and whose Go may be another one with settings of its own.</summary>
    public static IReadOnlySet<Stage> Find(StageGraph graph, IReadOnlyList<GoRunPlan> plans) => new HashSet<Stage>(
    [
        .. plans.Where(plan => plan.LeftAlone is not null || GoToolchainFinder.MaySwitch(plan.Step.State)).SelectMany(plan => plan.Stage.Chain),
        .. from stage in graph.Stages
           where stage.Steps.Any(step => step.Instruction is RunInstruction run && (ReadsProxies(run.Script) || WayOut.Find(stage, run) is not null))
           from link in stage.Chain
           select link,
    ]);

    private static bool ReadsProxies(string script) =>
        ProxyReaders.Any(reader => script.Contains(reader, StringComparison.Ordinal));
}
