using GoDockerTasks.Dockerfiles.Commands;
using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Dockerfiles.Rewriting;

/// <summary>Says whether a RUN's Go surely asks for no module that go.sum does not name; where there is a doubt, it may ask proxies.</summary>
internal static class OfflineSteps
{
    // They run no other program, and without -mod=mod none of them looks for versions: https://go.dev/ref/mod#build-commands.
    private static readonly string[] Readers = ["build", "install", "list", "vet", "mod"];

    // What may bring source, requirements or flags that nobody here has read.
    private static readonly string[] Doubts =
        ["go.mod", "go.sum", "go.work", "GOFLAGS", "GOTOOLCHAIN", "mod=mod", "mod edit", "mod init", "git ", "curl", "wget", "tar ", "unzip", "gvm"];

    /// <summary>Looks at a RUN and at what comes before it in its stage and the stages below.</summary>
    /// <param name="plan">The RUN; its settings are known.</param>
    /// <param name="plans">All RUNs that run Go, or may.</param>
    public static bool Has(GoRunPlan plan, IReadOnlyList<GoRunPlan> plans) =>
        plan is { Settings.IsToolchains: true, Usage.Certainty: GoCertainty.Runs, BeatenForPrivate: null }
        && plan.Usage.GoCommands.All(command => Readers.Contains(GoRunDetector.Subcommand(command)))
        && ToolchainReader.IsLocal(plan.Stage, plan.Step.State)
        && plan.Step.State.Value("GOFLAGS")?.Contains("mod", StringComparison.Ordinal) != true
        && plan.Stage.Chain.All(stage => stage.Steps.All(step => !IsDoubtful(step.Instruction))
            && plans.Where(other => other.Stage == stage).All(other => other.Usage is { RunsDrivers: false, AsksForMore: null }));

    private static bool IsDoubtful(Instruction instruction) => instruction switch
    {
        RunInstruction run => run.Mounts.Any(mount => mount.From is not null) || Doubts.Any(doubt => run.Script.Contains(doubt, StringComparison.Ordinal)),
        CopyInstruction copy => copy.From is not null || copy.Sources.Any(source => source.Contains("://", StringComparison.Ordinal) || source.EndsWith(".git", StringComparison.Ordinal)),
        _ => false,
    };
}
