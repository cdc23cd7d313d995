namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>The whole context is copied, .git included.</summary>
internal sealed class GitFolderSent : ILintCheck
{
    private static readonly string[] Questions = ["describe", "rev-parse", "log", "show", "rev-list", "tag", "branch", "status", "diff", "symbolic-ref"];

    public LintRule Rule { get; } = new("GDT5802", LintSeverity.Info, "The .git folder is copied with the source")
    {
        Why = """
            It is sent to the builder with every build, and it changes with every commit, fetch and checkout, so the layer is built again though no
            source has changed. A build that stamps its version from git needs it all the same.
            """,
        Fix = "Add .git to .dockerignore.",
        Bad = """
            # without '.git' in .dockerignore
            FROM golang:1.24
            COPY . /src
            """,
        Good = """
            # with '.git' in .dockerignore
            FROM golang:1.24
            COPY . /src
            """,
    };

    public IEnumerable<LintFinding> Find(LintSubject subject)
    {
        var copy = subject.Graph.Stages.SelectMany(stage => stage.Steps).Select(step => step.Instruction).OfType<Parsing.CopyInstruction>()
            .FirstOrDefault(copy => copy.From is null && copy.Sources.Any(source => source is "." or "./"));
        if (copy is not null && !NeedsGit(subject) && subject.Context is { } context && context.Has(".git") && !IsIgnored(context))
        {
            yield return Rule.At(copy.Line, "The copy brings .git along.");
        }
    }

    // Also where a pattern is about what is in the folder: git writes its index with every commit and checkout.
    private static bool IsIgnored(BuildContextFolder context) => context.IsIgnored(".git") || context.IsIgnored(".git/index");

    // A version that the build asks git for, in the file or in the Makefile that it runs.
    private static bool NeedsGit(LintSubject subject) =>
        subject.Runs.Any(run => AsksGit(run.Run.Script) || run.Run.Script.Contains("goreleaser", StringComparison.Ordinal)
            || run.Run.Script.Contains("-buildvcs=true", StringComparison.Ordinal))
        || (subject.Runs.Any(run => run.Commands.Any(command => command.Program is "make" or "gmake"))
            && subject.Context?.Read("Makefile") is { } makefile && AsksGit(makefile));

    private static bool AsksGit(string script) => Questions.Any(question => script.Contains($"git {question}", StringComparison.Ordinal));
}
