using GoDockerTasks.Dockerfiles.Parsing;
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
                var packages = graph.Needed.Any(user => user.Chain.Contains(stage) && user.Steps.Any(InstallsPackages));
                Add(bases, new(Resolved(stage), stage.From.Line, runsGo, stage.Platform) { InstallsPackages = packages }, inputs);
            }

            foreach (var source in StageGraph.Sources(stage).Where(source => graph.Find(source.From, stage) is null))
            {
                if (!source.From.Contains('$', StringComparison.Ordinal))
                {
                    Add(bases, new(source.From, source.Instruction.Line, RunsGo: false), inputs);
                }
            }
        }

        return bases;
    }

    private static bool InstallsPackages(StageStep step) => step.Instruction is RunInstruction run
        && (PackageManager.Apt.IsUsedBy(run) || PackageManager.Apk.IsUsedBy(run));

    private static void Add(List<BaseReference> bases, BaseReference image, StageInputs inputs)
    {
        if (image.Name == "scratch" || inputs.NamedContexts.Contains(image.Name))
        {
            return;
        }

        var index = bases.FindIndex(known => known.Name == image.Name && known.Platform == image.Platform);
        if (index < 0)
        {
            bases.Add(image);
            return;
        }

        bases[index] = bases[index] with
        {
            RunsGo = bases[index].RunsGo || image.RunsGo,
            InstallsPackages = bases[index].InstallsPackages || image.InstallsPackages,
        };
    }

    private static string Resolved(Stage stage) => stage.Image.Length > 0 && !stage.Image.Contains('$', StringComparison.Ordinal)
        ? stage.Image
        : throw new GoDockerException(ErrorKinds.BaseNotResolved, $"line {stage.From.Line}: FROM {stage.From.Image}");
}
