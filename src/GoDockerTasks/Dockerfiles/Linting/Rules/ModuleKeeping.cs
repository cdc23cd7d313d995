using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Stages;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>Says whether anything but the stage itself sees the module cache that its RUNs leave in the layers.</summary>
internal static class ModuleKeeping
{
    /// <summary>The image has the stage in it, or another stage takes the cache out of it.</summary>
    public static bool KeepsModules(LintSubject subject, Stage stage) =>
        subject.Graph.FinalChain.Contains(stage) || subject.Graph.Stages.Any(other => IsTakenBy(subject, stage, other));

    private static bool IsTakenBy(LintSubject subject, Stage stage, Stage other) =>
        other.Steps.Select(step => step.Instruction).OfType<CopyInstruction>().Any(copy =>
            copy.From is { } from && Comes(subject, stage, other, from) && copy.Sources.Any(MayHoldCache))
        || subject.Runs.Any(run => run.Stage == other && run.Run.Mounts.Any(mount =>
            mount.From is { } from && Comes(subject, stage, other, from) && MayHoldCache(mount.Source ?? "/")));

    private static bool Comes(LintSubject subject, Stage stage, Stage other, string from) =>
        subject.Graph.Find(from, other)?.Chain.Contains(stage) == true;

    // The cache may have been moved, so a name with 'mod' in it is enough.
    private static bool MayHoldCache(string source) =>
        SourceFlow.IsModuleCache(source) || source.Contains("mod", StringComparison.OrdinalIgnoreCase) || source.Contains('$', StringComparison.Ordinal);
}
