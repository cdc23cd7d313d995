using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Stages;

namespace GoDockerTasks.Dockerfiles.Rewriting;

/// <summary>One rewriting of one Dockerfile.</summary>
internal sealed class Rewrite
{
    private readonly RewriteInput _input;
    private readonly StageGraph _graph;
    private readonly TextEdits _edits;
    private readonly List<GoRunPlan> _plans;
    private readonly List<LineNote> _changes = [];
    private readonly List<LineNote> _leftAlone = [];
    private readonly List<LineNote> _notHermetic = [];
    private readonly Dictionary<string, string> _secrets = new(StringComparer.Ordinal);
    private readonly SettingsMounts _settings;
    private readonly Dictionary<Stage, int?> _firstWrites = [];
    private readonly SortedDictionary<int, (RunInstruction Run, List<string> Flags)> _flags = [];
    private bool _mountsSnapshot;

    public Rewrite(RewriteInput input)
    {
        _input = input;
        _graph = StageGraph.Of(input.Dockerfile, input.Stages);
        _edits = new(input.Dockerfile.Text);
        _plans = [.. GoRunFinder.Find(_graph)];
        _settings = new(input, _plans, _secrets);
    }

    public DockerfilePlan Plan()
    {
        var bases = BaseFinder.Find(_graph, _plans, _input.Stages);
        var syntax = new SyntaxLine(_input, _edits);
        if (_input.Rewrite)
        {
            syntax.Decide();
            _changes.AddRange(syntax.Change is null ? [] : [syntax.Change]);
            _leftAlone.AddRange(syntax.LeftAlone is null ? [] : [syntax.LeftAlone]);
        }

        if (_input.Rewrite && syntax.IsDockers)
        {
            RewriteRuns();
            MirrorPackages();
            foreach (var (run, flags) in _flags.Values)
            {
                Insert(run, string.Join(' ', flags));
            }
        }

        NoteWhatAsks();
        return new()
        {
            Path = _input.Path,
            Original = _input.Original,
            Text = _edits.Apply(),
            Ignore = _input.Ignore,
            Changes = Ordered(_changes),
            LeftAlone = Ordered(_leftAlone),
            NotHermetic = Ordered(_notHermetic),
            Bases = bases,
            Toolchains = [.. ToolchainReader.Read(_plans)],
            SnapshotContext = _mountsSnapshot ? Places.SnapshotContext : null,
            Settings = _settings.Files,
            Secrets = _secrets,
            Frontend = syntax.Frontend,
        };
    }

    private void RewriteRuns()
    {
        foreach (var plan in _plans)
        {
            plan.LeftAlone = Obstacle(plan);
        }

        var neutraliser = new Neutraliser(_input.Dockerfile, _graph, _edits, KeptStages.Find(_graph, _plans));
        foreach (var plan in _plans)
        {
            if (plan.LeftAlone is null)
            {
                neutraliser.Clear(plan);
            }
            else
            {
                _leftAlone.Add(new(plan.Run.Line, plan.LeftAlone));
            }
        }

        _changes.AddRange(neutraliser.Changes);
        var caches = new CacheMounts(_input, _graph, _plans);
        foreach (var plan in _plans.Where(plan => plan.LeftAlone is null))
        {
            Mount(plan, caches);
        }
    }

    private string? Obstacle(GoRunPlan plan)
    {
        if (WayOut.Find(plan.Stage, plan.Run) is { } reason)
        {
            return reason;
        }

        if (plan.Stage.Chain.Select(stage => stage.OverlongVariable).FirstOrDefault(line => line is not null) is { } overlong)
        {
            return $"line {overlong} makes a variable longer than {VariableExpander.Longest / 1024} KiB, with which Linux starts no command";
        }

        if (IsWindows(plan))
        {
            return "Windows stages are not rewritten";
        }

        var writesSettings = WritesSettings(plan);
        plan.Settings = GoToolchainFinder.Find(plan.Stage, plan.Step.State, plan.Usage, writesSettings);
        if (plan.Settings is null)
        {
            return "its Go is older than 1.13, or there is no telling where it reads its settings";
        }

        // The user's file would be hidden, with what an earlier step has written into it.
        if (!plan.Settings.IsToolchains && writesSettings)
        {
            return "'go env -w' writes the file that the settings would be mounted over";
        }

        return Hazards.Find(plan, plan.Settings.Path, _input.CaCertificates is not null);
    }

    private bool WritesSettings(GoRunPlan plan) => plan.Stage.Chain.Any(stage =>
    {
        if (!_firstWrites.TryGetValue(stage, out var line))
        {
            line = _firstWrites[stage] = stage.Steps.Select(step => step.Instruction)
                .OfType<RunInstruction>()
                .FirstOrDefault(run => run.Script.Contains("env -w", StringComparison.Ordinal))?.Line;
        }

        return line <= plan.Run.Line;
    });

    private static bool IsWindows(GoRunPlan plan)
    {
        var image = plan.Stage.Root;
        var shell = plan.Step.State.Shell.Count > 0 ? plan.Step.State.Shell[0] : "";
        return plan.Stage.Chain.Any(stage => stage.Platform?.StartsWith("windows", StringComparison.Ordinal) == true)
            || image.Contains("windows", StringComparison.OrdinalIgnoreCase)
            || image.Contains("nanoserver", StringComparison.OrdinalIgnoreCase)
            || shell.Contains("cmd", StringComparison.OrdinalIgnoreCase)
            || shell.Contains("powershell", StringComparison.OrdinalIgnoreCase)
            || shell.Contains("pwsh", StringComparison.OrdinalIgnoreCase);
    }

    private void Mount(GoRunPlan plan, CacheMounts caches)
    {
        List<string> flags = [];
        List<string> gets = [];
        var snapshot = _input.HasSnapshot && plan.HasSource && plan.Beaten is null;
        if (snapshot)
        {
            flags.Add($"--mount=type=bind,from={Places.SnapshotContext},target={Places.Modules},ro");
            gets.Add("the modules");
            _mountsSnapshot = true;
        }

        var buildCache = caches.BuildCache(plan);
        flags.Add(_settings.Flag(plan, snapshot, buildCache is not null, plan.Usage.AsksForExactVersions ? caches.ModuleCachePath(plan) : null));
        gets.Add("settings for Go");
        if (_input.CaCertificates is { } certificates)
        {
            flags.Add($"--mount=type=secret,id={Places.CaSecret},target={Places.CaFile},mode=0444");
            gets.Add("CA certificates");
            _secrets[Places.CaSecret] = certificates;
        }

        foreach (var (flag, name) in new[] { (buildCache, "a build cache"), (caches.ModuleCache(plan), "a module cache") })
        {
            if (flag is not null)
            {
                flags.Add(flag);
                gets.Add(name);
            }
        }

        Add(plan.Run, flags);
        _changes.Add(new(plan.Run.Line, $"mounts {string.Join(", ", gets)}"));
    }

    private void MirrorPackages()
    {
        var mounts = new PackageMounts(_input, _graph);
        foreach (var (run, manager, flags) in mounts.Find())
        {
            Add(run, [flags]);
            _changes.Add(new(run.Line, $"leads {manager.Name} to the mirror"));
        }

        _leftAlone.AddRange(mounts.LeftAlone);
        foreach (var (id, content) in mounts.Secrets)
        {
            _secrets[id] = content;
        }
    }

    private void Add(RunInstruction run, IEnumerable<string> flags)
    {
        if (!_flags.TryGetValue(run.Line, out var known))
        {
            known = _flags[run.Line] = (run, []);
        }

        known.Flags.AddRange(flags);
    }

    private void Insert(RunInstruction run, string flags)
    {
        var text = _input.Dockerfile.Text;
        var at = run.Logical.ToSourceEnd(run.Parts.Keyword.End);
        var separator = at < text.Length && !char.IsWhiteSpace(text[at]) ? " " : "";
        _edits.Replace(at, 0, $" {flags}{separator}");
    }

    private void NoteWhatAsks()
    {
        foreach (var plan in _plans)
        {
            var reason = plan.LeftAlone is { } obstacle ? $"it is left as it is: {obstacle}"
                : (plan.Beaten ?? plan.BeatenForPrivate) is { } beaten ? beaten
                : plan.Usage.AsksForMore is { } more ? more
                : GoToolchainFinder.MaySwitch(plan.Step.State, plan.Usage) ? Switch(plan)
                : _input.NeedsNoModules ? null
                : !_input.HasSnapshot || !_input.Rewrite ? "it has no module snapshot"
                : !plan.HasSource ? "it comes before go.mod and the source, so it has no module snapshot"
                : null;
            if (reason is not null)
            {
                _notHermetic.Add(new(plan.Run.Line, reason));
            }
        }
    }

    private static string Switch(GoRunPlan plan) =>
        "GOTOOLCHAIN lets it fetch another Go, which go.sum does not name"
        + (plan.Settings?.IsToolchains == true ? " and which does not read the settings of this build" : "")
        + "; from a base image that has the Go of go.mod it needs none";

    private static LineNote[] Ordered(List<LineNote> notes) => [.. notes.Distinct().OrderBy(note => note.Line)];
}
