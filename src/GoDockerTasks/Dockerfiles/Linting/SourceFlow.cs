using GoDockerTasks.Dockerfiles.Commands;
using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Stages;

namespace GoDockerTasks.Dockerfiles.Linting;

/// <summary>Follows go.mod, the source and the modules through the stages.</summary>
internal sealed class SourceFlow
{
    private readonly LintSubject _subject;
    private readonly Dictionary<Stage, SourceState> _ends = [];
    private readonly Dictionary<RunInstruction, SourceState> _before = [];

    public SourceFlow(LintSubject subject)
    {
        _subject = subject;
        var runs = subject.Runs.ToDictionary(run => run.Run);
        foreach (var stage in subject.Graph.Stages)
        {
            var state = stage.Parent is { } parent ? _ends[parent] : new();
            foreach (var step in stage.Steps)
            {
                if (step.Instruction is RunInstruction run)
                {
                    _before[run] = state;
                    state = After(state, runs[run]);
                }
                else if (step.Instruction is CopyInstruction copy)
                {
                    state = After(state, stage, step, copy);
                }
            }

            _ends[stage] = state;
        }
    }

    /// <summary>What a RUN finds.</summary>
    public SourceState Before(LintRun run) => _before[run.Run];

    /// <summary>What a stage ends with.</summary>
    public SourceState End(Stage stage) => _ends[stage];

    /// <summary>Says whether a RUN has the whole build context, or a folder of it, mounted.</summary>
    public bool MountsSource(LintRun run) => run.Run.Mounts.Any(mount => mount.Type == "bind" && IsSourceMount(run, mount));

    /// <summary>Says whether a command downloads the modules that go.mod names, and no more is needed for it than go.mod.</summary>
    public static bool IsDownload(ShellCommand command)
    {
        string[] arguments = [.. command.Arguments];
        if (GoRunDetector.IsGo(command))
        {
            return GoRunDetector.Subcommand(command) == "mod" && arguments.Contains("download")
                && !arguments.Any(argument => argument.Contains('@', StringComparison.Ordinal));
        }

        return command.Program switch
        {
            "xx-go" => arguments.Contains("mod") && arguments.Contains("download"),
            "make" or "gmake" or "task" or "just" or "mage" => arguments.Any(GoStages.IsDownload),
            _ when command.Words.Count > 0 && command.Words[0].Text.Contains('/', StringComparison.Ordinal) =>
                GoStages.IsDownload(Path.GetFileNameWithoutExtension(command.Program)),
            _ => false,
        };
    }

    private SourceState After(SourceState state, LintRun run)
    {
        var mountsSource = MountsSource(run);
        var hasGoMod = state.HasGoMod || run.Run.Mounts.Any(mount => mount.Type == "bind" && SourcePath.IsGoMod(mount.Source ?? ""));
        if (!mountsSource && hasGoMod && !state.HasWhole && run.Commands.Any(IsDownload))
        {
            state = state.HasPart ? state with { Awaits = true } : state with { IsEarly = true };
        }

        // Modules that another stage downloaded.
        if (run.Run.Mounts.Any(mount => mount.From is { } from && Earlier(from, run.Stage) is { IsEarly: true } && IsModuleCache(mount.Source ?? "/")))
        {
            state = state with { IsEarly = true };
        }

        return mountsSource ? Arrived(state) : state;
    }

    private SourceState After(SourceState state, Stage stage, StageStep step, CopyInstruction copy)
    {
        string[] sources = [.. copy.Sources.Select(source => Expand(step, source))];
        if (copy.From is { } from)
        {
            return Earlier(from, stage) is { } other ? FromStage(state, other, sources, step, copy) : state;
        }

        if (sources.Any(SourcePath.IsGoMod))
        {
            state = state with { HasGoMod = true };
        }

        // All Go files at the root are the source of many a service.
        return sources.Any(SourcePath.IsWhole) ? WithWhole(state, Folder(step, copy), copy)
            : sources.Any(source => source.EndsWith("*.go", StringComparison.Ordinal)) ? Arrived(state) with { HasWhole = true, WholeAt = Folder(step, copy) }
            : sources.Any(SourcePath.IsPart) ? Arrived(state)
            : state;
    }

    private static SourceState FromStage(SourceState state, SourceState other, string[] sources, StageStep step, CopyInstruction copy)
    {
        if (sources.Any(SourcePath.IsGoMod))
        {
            state = state with { HasGoMod = true };
        }

        if (other.IsEarly && sources.Any(IsModuleCache))
        {
            state = state with { IsEarly = true };
        }

        return other.HasWhole && sources.Any(source => Covers(source, other.WholeAt!))
            ? WithWhole(state, Folder(step, copy), copy)
            : state;
    }

    private static SourceState WithWhole(SourceState state, string folder, Instruction by) =>
        Arrived(state) with { HasWhole = true, WholeAt = state.WholeAt ?? folder, WholeBy = state.WholeBy ?? by };

    private static SourceState Arrived(SourceState state) =>
        state with { HasPart = true, IsEarly = state.IsEarly || state.Awaits };

    private SourceState? Earlier(string name, Stage stage) =>
        _subject.Graph.Find(name, stage) is { } other ? _ends[other] : null;

    private bool IsSourceMount(LintRun run, RunMount mount)
    {
        if (mount.From is { } from)
        {
            return Earlier(from, run.Stage) is { HasWhole: true } other && Covers(mount.Source ?? "/", other.WholeAt!);
        }

        var source = run.Expand(mount.Source ?? ".");
        return SourcePath.IsWhole(source) || (SourcePath.IsPart(source) && !source.EndsWith(".git", StringComparison.Ordinal));
    }

    private static bool Covers(string source, string place)
    {
        var path = source.TrimEnd('/', '.', '*');
        return !SourcePath.IsGoMod(source)
            && (path == place.TrimEnd('/') || place.StartsWith($"{path}/", StringComparison.Ordinal) || path.Length == 0);
    }

    /// <summary>Says whether a folder is Go's module cache, or one that has it in it.</summary>
    public static bool IsModuleCache(string path) =>
        path.TrimEnd('/', '*', '.') is "/go" or "/go/pkg" or "" || path.Contains("pkg/mod", StringComparison.Ordinal)
        || path.TrimEnd('/') is "/root/go" || path.Contains("GOPATH", StringComparison.Ordinal);

    private static string Folder(StageStep step, CopyInstruction copy)
    {
        var destination = Expand(step, copy.Destination);
        return (destination.StartsWith('/') ? destination : $"{step.State.WorkingDirectory}/{destination}")
            .Replace("//", "/", StringComparison.Ordinal).TrimEnd('/', '.') is { Length: > 0 } folder ? folder : "/";
    }

    private static string Expand(StageStep step, string word) =>
        new VariableExpander(step.State.Value, step.Instruction.Parts.Escape).TryExpand(word, out var expanded) ? expanded : word;
}
