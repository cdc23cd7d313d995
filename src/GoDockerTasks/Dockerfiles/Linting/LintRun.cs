using GoDockerTasks.Dockerfiles.Commands;
using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Stages;

namespace GoDockerTasks.Dockerfiles.Linting;

/// <summary>A RUN with the commands that are really run.</summary>
internal sealed class LintRun
{
    // They hand their own assignments on to what they run.
    private static readonly string[] TaskRunners = ["make", "gmake", "task", "just", "mage"];

    public LintRun(Stage stage, StageStep step, StageState given)
    {
        Stage = stage;
        State = step.State;
        Given = given;
        Run = (RunInstruction)step.Instruction;
        Commands = [.. Run.Usage.Commands.SelectMany(command => OfOtherUser(command).Prepend(command))];
        GoCommands = [.. Commands.Where(GoRunDetector.IsGo)];
    }

    public Stage Stage { get; }

    public RunInstruction Run { get; }

    /// <summary>What is in effect, ARGs without a default having no value.</summary>
    public StageState State { get; }

    /// <summary>What is in effect where every ARG without a default was given a value.</summary>
    public StageState Given { get; }

    public IReadOnlyList<ShellCommand> Commands { get; }

    public IReadOnlyList<ShellCommand> GoCommands { get; }

    public int Line => Run.Line;

    /// <summary>The words <c>NAME=value</c> with which it sets a variable for itself.</summary>
    public IEnumerable<ShellWord> Inline(string name) => Commands
        .SelectMany(command => TaskRunners.Contains(command.Program) ? command.Assignments.Concat(command.Words) : command.Assignments)
        .Where(word => Names(word, name));

    /// <summary>The words <c>NAME=value</c> that it hands to <c>go env -w</c>.</summary>
    public IEnumerable<ShellWord> Persisted(string name) => GoCommands
        .Where(command => GoRunDetector.Subcommand(command) == "env" && command.Arguments.Any(argument => argument is "-w" or "--w"))
        .SelectMany(command => command.Words)
        .Where(word => Names(word, name));

    /// <summary>The value that an earlier RUN of the stage, or of those it is built on, wrote with <c>go env -w</c>.</summary>
    public string? PersistedBefore(string name) => Earlier
        .SelectMany(run => run.Persisted(name).Select(word => run.Expand(word.Text[(name.Length + 1)..])))
        .LastOrDefault();

    /// <summary>The RUNs before it in its FROM chain that use <c>go env -w</c>.</summary>
    public IReadOnlyList<LintRun> Earlier { get; init; } = [];

    /// <summary>Whether it uses <c>go env -w</c>.</summary>
    public bool Persists => GoCommands.Any(command => GoRunDetector.Subcommand(command) == "env" && command.Arguments.Contains("-w"));

    /// <summary>Fills in the variables of the Dockerfile; what only the shell knows stays.</summary>
    public string Expand(string word, StageState? state = null) =>
        new VariableExpander((state ?? State).Value, Run.Parts.Escape).TryExpand(word, out var expanded) ? expanded : word;

    /// <summary>Says whether it calls <c>go mod tidy</c> or the like.</summary>
    public bool CallsGo(string subcommand, string argument) => GoCommands.Any(command =>
        GoRunDetector.Subcommand(command) == subcommand && command.Arguments.Contains(argument));

    private static bool Names(ShellWord word, string name) =>
        word.Text.Length > name.Length && word.Text[name.Length] == '=' && word.Text.StartsWith(name, StringComparison.Ordinal);

    // su vscode -c "go install …": what a development container installs for its user.
    private static IEnumerable<ShellCommand> OfOtherUser(ShellCommand command)
    {
        string[] words = [.. command.Words.Select(word => word.Text)];
        var at = command.Program == "su" ? Array.FindIndex(words, word => word is "-c" or "-lc" || word == "--command") : -1;
        return at >= 0 && at + 1 < words.Length ? ShellScript.Commands(words[at + 1], hasSpans: false, depth: 1) : [];
    }
}
