using GoDockerTasks.Dockerfiles.Commands;
using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Stages;

namespace GoDockerTasks.Dockerfiles.Rewriting;

/// <summary>Reads which Go the stages have, where nothing leaves a doubt: a build that would succeed must not be stopped.</summary>
internal static class ToolchainReader
{
    // Before it a go line that is too new was no error by itself: https://go.dev/doc/toolchain.
    private static readonly Version FirstToRefuse = new(1, 21);

    private static readonly string[] Builders = ["build", "test", "vet", "list", "generate", "mod", "install", "run"];

    // What may bring another Go, another go.mod or another rule for choosing a Go into a stage.
    private static readonly string[] Doubts =
        ["GOTOOLCHAIN", "go.mod", "mod edit", "mod init", "/usr/local/go", "/dl/", "golang.org/", "go.dev/", "gvm", "GOROOT"];

    public static IEnumerable<GoToolchain> Read(IEnumerable<GoRunPlan> plans) =>
        from plan in plans
        where plan.HasSource && plan.Usage.GoCommands.Any(BuildsTheService) && IsLocal(plan.Stage, plan.Step.State)
        let version = GoToolchainFinder.GoVersion(plan.Stage, plan.Step.State)
        where version is not null && version >= FirstToRefuse && !plan.Stage.Chain.Any(HasDoubts)
        select new GoToolchain(plan.Run.Line, plan.Stage.Root, version.ToString());

    // 'go install x@v' and 'go run x@v' have nothing to do with the service's go.mod.
    private static bool BuildsTheService(ShellCommand command) =>
        command.Words[0].Text == "go"
        && Builders.Contains(GoRunDetector.Subcommand(command))
        && !command.Arguments.Any(argument => argument.Contains('@', StringComparison.Ordinal));

    // The official images set it; what somebody else calls golang says so only when it is here to be looked at.
    internal static bool IsLocal(Stage stage, StageState state) =>
        state.Value("GOTOOLCHAIN") is { } choice
            ? choice == "local"
            : !state.BaseIsKnown && stage.Root.StartsWith("golang:", StringComparison.Ordinal);

    private static bool HasDoubts(Stage stage) => stage.Steps.Any(step => step.Instruction switch
    {
        RunInstruction run => Doubts.Any(doubt => run.Script.Contains(doubt, StringComparison.Ordinal)),
        CopyInstruction copy => copy.Destination.Contains("/usr/local", StringComparison.Ordinal),
        _ => false,
    });
}
