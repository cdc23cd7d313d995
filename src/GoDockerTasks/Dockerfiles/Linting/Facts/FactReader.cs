using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Dockerfiles.Linting.Facts;

/// <summary>Reads the facts of a Dockerfile.</summary>
internal static class FactReader
{
    public static DockerfileFacts Read(LintSubject subject) => new()
    {
        DepsBeforeSource = HasDepsLayer(subject),
        ModCacheMount = subject.Runs.Any(run => GoCaches.MountsModules(subject, run)),
        BuildCacheMount = subject.Runs.Any(run => GoCaches.MountsBuilds(subject, run)),
        UsesVendor = GoFlagFacts.UsesVendor(subject),
        GoProxySet = GoProxyFacts.Place(subject),
        GoProxyOther = GoProxyFacts.Command(subject),
        GoProxyReachesDownloadStage = GoProxyFacts.Reaches(subject),
        ProxyEnvLeaksToFinalImage = GoProxyFacts.Leaks(subject),
        SecretInArgOrEnv = HasSecret(subject),
        SecretFileCopied = Copies(subject).SelectMany(SecretFiles.Find).Any(),
        RunsModTidyInBuild = GoFlagFacts.RunsTidy(subject),
        GoSumDbOff = GoFlagFacts.WithoutChecksums(subject).Any(),
        MultiStage = subject.Graph.Stages.Count > 1,
        FinalBase = Bases.Final(subject),
        FinalRunsAsRoot = Bases.FinalIsRoot(subject),
        BasePinnedByDigest = Bases.ArePinned(subject),
        UnpinnedLatest = Bases.AreUnpinned(subject),
        GoBuildInDockerfile = subject.Runs.Any(subject.Go.Compiles),
        ToolsAtLatest = GoFlagFacts.AtLatest(subject).Any(),
    };

    /// <summary>The COPYs and ADDs of all stages.</summary>
    public static IEnumerable<CopyInstruction> Copies(LintSubject subject) =>
        subject.Dockerfile.Instructions.OfType<CopyInstruction>();

    /// <summary>Says whether an ARG or ENV holds a credential, by its name.</summary>
    public static bool IsSecret(AssignmentInstruction instruction, Assignment assignment) =>
        instruction.Keyword is "ARG" or "ENV" && SecretNames.IsSecret(assignment.Name, assignment.Value);

    private static bool HasSecret(LintSubject subject) => subject.Dockerfile.Instructions.OfType<AssignmentInstruction>()
        .Any(instruction => instruction.Assignments.Any(assignment => IsSecret(instruction, assignment)));

    private static bool HasDepsLayer(LintSubject subject)
    {
        var building = subject.Runs.Where(subject.Go.Compiles).Select(run => run.Stage).Distinct().ToArray();
        return (building.Length > 0 ? building : subject.Graph.Stages).Any(stage => subject.Sources.End(stage).IsEarly);
    }
}
