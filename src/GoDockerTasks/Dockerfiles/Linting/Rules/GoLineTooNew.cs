using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Rewriting;
using GoDockerTasks.Dockerfiles.Stages;
using GoDockerTasks.Errors;
using GoDockerTasks.Modules;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>go.mod asks for a newer Go than the base image has.</summary>
internal sealed class GoLineTooNew : ILintCheck
{
    public LintRule Rule { get; } = new("GDT5503", LintSeverity.Warning, "go.mod asks for a newer Go than the base image has")
    {
        Why = "golang images set GOTOOLCHAIN=local, so Go does not fetch another version of itself: it stops.",
        Fix = "Raise the tag in the FROM line, or set GOTOOLCHAIN=auto in that stage.",
        Bad = """
            # with 'go 1.24.0' in go.mod
            FROM golang:1.22
            COPY go.mod go.sum /src/
            """,
        Good = """
            # with 'go 1.24.0' in go.mod
            FROM golang:1.24
            COPY go.mod go.sum /src/
            """,
    };

    public IEnumerable<LintFinding> Find(LintSubject subject)
    {
        if (subject.Context is not { } context || context.Has("go.work") || Required(context) is not { } required)
        {
            yield break;
        }

        foreach (var stage in subject.Graph.Stages.Where(stage => stage.Parent is null && !stage.LacksValue && GoToolchainFinder.IsGolangImage(stage.Image)))
        {
            var isOwn = stage.Steps.Any(step => step.Instruction is CopyInstruction { From: null } copy
                && copy.Sources.Any(source => source is "go.mod" or "./go.mod" or "." or "./" or "go.*"));
            if (isOwn && !MayTakeAnother(stage.End) && !AllMayTakeAnother(subject, stage)
                && GoToolchainFinder.GoVersion(stage, stage.End) is { } version && !required.IsMetBy(version.ToString()))
            {
                yield return Rule.At(stage.From.Line, $"go.mod says 'go {required.Version}', and this image has Go {version}.");
            }
        }
    }

    // The images set it in their environment, which beats what 'go env -w' writes.
    private static bool MayTakeAnother(StageState state) => state.Value("GOTOOLCHAIN") is not (null or "local");

    // The RUNs that find go.mod say so themselves.
    private static bool AllMayTakeAnother(LintSubject subject, Stage stage)
    {
        LintRun[] runs = [.. subject.Runs.Where(run => run.GoCommands.Count > 0 && run.Stage.Chain.Contains(stage) && FindsGoMod(subject, run))];
        return runs.Length > 0 && runs.All(run => MayTakeAnother(run.State) || run.Inline("GOTOOLCHAIN").Any(word => !word.Text.EndsWith("=local", StringComparison.Ordinal)));
    }

    private static bool FindsGoMod(LintSubject subject, LintRun run) =>
        subject.Sources.Before(run) is { HasGoMod: true } or { HasWhole: true } || subject.Sources.MountsSource(run);

    private static GoRequirement? Required(BuildContextFolder context)
    {
        try
        {
            return context.Read("go.mod") is { } text && GoMod.Parse("go.mod", text) is { GoVersion: { } version } ? new(version, "go.mod") : null;
        }
        catch (GoDockerException)
        {
            // Whoever builds is told what is wrong with go.mod; here it is about the Dockerfile.
            return null;
        }
    }
}
