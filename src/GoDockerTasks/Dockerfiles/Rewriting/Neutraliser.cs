using GoDockerTasks.Dockerfiles.Commands;
using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Stages;
using GoDockerTasks.Network;

namespace GoDockerTasks.Dockerfiles.Rewriting;

/// <summary>Takes away what would beat our settings of Go, in stages that do not end up in the image.</summary>
/// <remarks>
/// Not where a RUN of the stage, or of one built on it, is left alone or reads the variable: those keep what the user gave them.
/// Environment variables and <c>go env -w</c> beat go.env; an empty variable counts as none to Go, so emptying is enough.
/// </remarks>
internal sealed class Neutraliser(Dockerfile dockerfile, StageGraph graph, TextEdits edits, IReadOnlySet<Stage> kept)
{
    private static readonly string[] Names = ["GOPROXY", "GONOPROXY"];

    private readonly HashSet<(Stage, string)> _overridden = [];
    private readonly Dictionary<Stage, List<(Stage Stage, RunInstruction Run, ShellCommand Command)>> _persistent = [];
    private readonly List<LineNote> _changes = [];

    public IReadOnlyList<LineNote> Changes => _changes;

    /// <summary>Makes our settings count in a RUN as far as it can, and notes in the plan what stands against them.</summary>
    public void Clear(GoRunPlan plan)
    {
        plan.Beaten = Clear(plan, "GOPROXY");
        plan.BeatenForPrivate = Clear(plan, "GONOPROXY");
    }

    private string? Clear(GoRunPlan plan, string name) =>
        Persistent(plan, name) ?? Inline(plan, name) ?? Variables(plan, name);

    // go env -w, in this RUN or one before it
    private string? Persistent(GoRunPlan plan, string name)
    {
        foreach (var (stage, run, command) in plan.Stage.Chain.SelectMany(PersistentIn))
        {
            var comesLater = stage == plan.Stage && run.Line > plan.Run.Line;
            if (!comesLater && Sets(command, name) && (!MayChange(plan, stage) || !TryDrop(run, command, name)))
            {
                return $"'go env -w {name}=…' in line {run.Line} beats the settings of this build";
            }
        }

        return null;
    }

    private List<(Stage Stage, RunInstruction Run, ShellCommand Command)> PersistentIn(Stage stage)
    {
        if (!_persistent.TryGetValue(stage, out var found))
        {
            found = _persistent[stage] =
            [
                .. from run in stage.Steps.Select(step => step.Instruction).OfType<RunInstruction>()
                   from command in Names.SelectMany(run.Usage.PersistentAssignments).Distinct()
                   select (stage, run, command),
            ];
        }

        return found;
    }

    private static bool Sets(ShellCommand command, string name) =>
        command.Words.Any(word => word.Text.StartsWith($"{name}=", StringComparison.Ordinal));

    private bool TryDrop(RunInstruction run, ShellCommand command, string name)
    {
        var word = command.Words.First(word => word.Text.StartsWith($"{name}=", StringComparison.Ordinal));
        var others = command.Words.Skip(2).Count(other => other != word && !other.Text.StartsWith('-'));
        if (others > 0)
        {
            return TryReplace(run, word, "");
        }

        // 'go env GOPROXY' in its place: it prints a line and changes nothing.
        var flag = command.Words.First(other => other.Text is "-w" or "--w");
        return TryReplace(run, word, name) && TryReplace(run, flag, "");
    }

    private string? Inline(GoRunPlan plan, string name)
    {
        foreach (var word in plan.Usage.Assignments(name).Where(word => word.Text.Length > name.Length + 1 && word.Text != "GONOPROXY=none"))
        {
            var isOwnWay = name == "GOPROXY" && !NamesHost(word.Text[(name.Length + 1)..]);
            if (isOwnWay || !MayChange(plan, plan.Stage) || !TryReplace(plan.Run, word, $"{name}="))
            {
                return $"'{name}=…' in the command beats the settings of this build";
            }
        }

        return null;
    }

    private bool TryReplace(RunInstruction run, ShellWord word, string replacement) =>
        word.Span.Length > 0 && TryReplace(run, word.Span, replacement);

    private bool TryReplace(Instruction instruction, TextSpan span, string replacement)
    {
        if (span.Of(dockerfile.Text).Contains('\n', StringComparison.Ordinal))
        {
            return false;
        }

        if (!edits.IsTouched(span.Start, span.Length))
        {
            edits.Replace(span.Start, span.Length, replacement);
            var line = instruction.Line + dockerfile.Text.AsSpan(instruction.Start, span.Start - instruction.Start).Count('\n');
            _changes.Add(new(line, "lets the settings of this build count in a stage that is not in the image"));
        }

        return true;
    }

    private string? Variables(GoRunPlan plan, string name)
    {
        if (plan.Step.State.Value(name) is not { Length: > 0 } value || (name == "GONOPROXY" && value == "none"))
        {
            return null;
        }

        // A list without a host is the user's own way of building offline.
        if (!MayChange(plan, plan.Stage) || (name == "GOPROXY" && !NamesHost(value)))
        {
            return $"{Setter(plan, name)} beats the settings of this build";
        }

        return SettersIn(plan.Stage, name).All(setter => TryEmpty(setter.Instruction, setter.Assignment)) && TryOverride(plan, name)
            ? null
            : $"{Setter(plan, name)} beats the settings of this build";
    }

    private bool MayChange(GoRunPlan plan, Stage stage) =>
        plan.Settings is { IsSure: true } && !graph.FinalChain.Contains(stage) && !kept.Contains(stage);

    private static bool NamesHost(string list) =>
        ProxyChain.Parse(list).Elements.Any(element => element.Address != ProxyElement.Off && !element.Address.StartsWith("file:", StringComparison.Ordinal));

    private IEnumerable<(AssignmentInstruction Instruction, Assignment Assignment)> SettersIn(Stage stage, string name) =>
        stage.Chain.Where(link => !graph.FinalChain.Contains(link))
            .SelectMany(link => link.Steps)
            .Select(step => step.Instruction)
            .OfType<AssignmentInstruction>()
            .Where(instruction => instruction.Keyword != "LABEL")
            .SelectMany(instruction => instruction.Assignments.Where(pair => pair.Name == name).Select(pair => (instruction, pair)));

    // An ARG is renamed, because a build arg would fill an empty one.
    private bool TryEmpty(AssignmentInstruction instruction, Assignment pair)
    {
        var start = instruction.Logical.ToSource(pair.Span.Start);
        var span = new TextSpan(start, instruction.Logical.ToSourceEnd(pair.Span.End) - start);
        return TryReplace(instruction, span, instruction.Keyword == "ENV" ? $"{pair.Name}=" : $"GODOCKER_UNUSED_{pair.Name}");
    }

    // What the base image or a stage in the final chain sets can only be overridden by an ENV, which needs a place.
    private bool TryOverride(GoRunPlan plan, string name)
    {
        var inherited = plan.Stage.Chain.Any(link => graph.FinalChain.Contains(link) && link.End.Environment.GetValueOrDefault(name) is { Length: > 0 })
            || plan.Stage.Chain.Last() is { Parent: null } root && root.Steps.Count > 0 && root.Steps[0].State.Environment.GetValueOrDefault(name) is { Length: > 0 };
        var emptied = SettersIn(plan.Stage, name).Any(setter => setter.Instruction.Keyword == "ENV" && setter.Instruction.Line < plan.Run.Line);
        return !inherited || emptied || _overridden.Contains((plan.Stage, name)) || (AddOverride(plan, name) && _overridden.Add((plan.Stage, name)));
    }

    private bool AddOverride(GoRunPlan plan, string name)
    {

        var place = plan.Stage.Steps.Select(step => step.Instruction)
            .FirstOrDefault(instruction => instruction.Keyword == "ENV" && instruction.Line < plan.Run.Line && IsModern(instruction));
        if (place is not null)
        {
            var end = place.Logical.ToSourceEnd(place.Parts.Arguments.End);
            return Added(place.Line, edits.Replace(end, 0, $" {name}="));
        }

        var free = dockerfile.Nodes.FirstOrDefault(node =>
            node.Kind is NodeKind.Blank or NodeKind.Comment && node.Line == node.EndLine
            && node.Line > plan.Stage.From.EndLine && node.Line < plan.Run.Line && !edits.IsTouched(node.Start, Content(node)));
        return free is not null && Added(free.Line, edits.Replace(free.Start, Content(free), $"ENV {name}="));
    }

    private bool Added(int line, bool done)
    {
        if (done)
        {
            _changes.Add(new(line, "overrides a variable of the base image in a stage that is not in the image"));
        }

        return done;
    }

    private int Content(DockerfileNode node) =>
        dockerfile.Text.AsSpan(node.Start, node.Length).TrimEnd("\r\n").Length;

    private static bool IsModern(Instruction instruction) =>
        instruction is AssignmentInstruction { Assignments: [var first, ..] } && instruction.Arguments.StartsWith($"{first.Name}=", StringComparison.Ordinal);

    private static string Setter(GoRunPlan plan, string name)
    {
        var setter = plan.Stage.Chain.SelectMany(link => link.Steps)
            .Select(step => step.Instruction)
            .OfType<AssignmentInstruction>()
            .LastOrDefault(instruction => instruction.Keyword != "LABEL" && instruction.Assignments.Any(pair => pair.Name == name));
        return setter is null ? $"{name} in the base image" : $"{setter.Keyword} {name} in line {setter.Line}";
    }
}
