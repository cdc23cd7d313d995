using System.Collections.Immutable;
using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Dockerfiles.Stages;

/// <summary>Follows a Dockerfile from the top and notes what each instruction finds.</summary>
internal sealed class StageReader(Dockerfile dockerfile, StageInputs inputs)
{
    // Predefined: usable in a RUN, and given a value by a build arg, without an ARG of their own.
    private static readonly string[] ProxyArguments =
        ["HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY"];

    private readonly List<Stage> _stages = [];
    private readonly Dictionary<string, string?> _global = new(StringComparer.Ordinal);
    private int _line;
    private int? _overlong;

    public List<Stage> Read()
    {
        foreach (var (name, value) in PlatformArguments())
        {
            _global[name] = value;
        }

        List<StageStep> steps = [];
        var state = new StageState();
        foreach (var instruction in dockerfile.Instructions)
        {
            _line = instruction.Line;
            if (instruction is FromInstruction from)
            {
                Close(steps, state);
                steps = [];
                state = Open(from);
            }
            else if (_stages.Count == 0)
            {
                ReadGlobal(instruction);
            }
            else
            {
                steps.Add(new(instruction, state));
                state = After(state, instruction);
            }
        }

        Close(steps, state);
        return _stages;
    }

    private void Close(List<StageStep> steps, StageState end)
    {
        if (_stages.Count > 0)
        {
            _stages[^1].Steps = steps;
            _stages[^1].End = end;
            _stages[^1].OverlongVariable = _overlong;
            _overlong = null;
        }
    }

    private StageState Open(FromInstruction from)
    {
        var image = Expand(from.Image, _global.GetValueOrDefault);
        var platform = from.Platform is { } written ? Expand(written, _global.GetValueOrDefault) : null;
        var parent = _stages.LastOrDefault(stage => stage.Name is { } name && name.Equals(image, StringComparison.OrdinalIgnoreCase));
        _stages.Add(new(_stages.Count, from, image, string.IsNullOrEmpty(platform) ? null : platform, parent)
        {
            LacksValue = UnsetVariables.In(from.Image, _global.GetValueOrDefault),
        });
        return parent is null
            ? Base(image)
            : parent.End with { Arguments = parent.End.Arguments.RemoveRange(parent.End.Environment.Keys) };
    }

    private StageState Base(string image)
    {
        var known = inputs.BaseEnvironments.TryGetValue(image, out var environment);
        return new()
        {
            BaseIsKnown = known || image == "scratch",
            Environment = environment?.ToImmutableDictionary(StringComparer.Ordinal)
                ?? ImmutableDictionary.Create<string, string>(StringComparer.Ordinal),
            User = inputs.BaseUsers.GetValueOrDefault(image, ""),
        };
    }

    private void ReadGlobal(Instruction instruction)
    {
        foreach (var argument in (instruction as AssignmentInstruction)?.Assignments ?? [])
        {
            var value = argument.Value is { } written ? Expand(written, _global.GetValueOrDefault) : null;
            _global[argument.Name] = inputs.BuildArgs.TryGetValue(argument.Name, out var given)
                ? given
                : value ?? _global.GetValueOrDefault(argument.Name);
        }
    }

    private StageState After(StageState state, Instruction instruction)
    {
        string Filled(string word) => Expand(word, state.Value);
        return instruction switch
        {
            AssignmentInstruction { Keyword: "ENV" } env => Set(state, [.. env.Assignments.Select(pair => KeyValuePair.Create(Filled(pair.Name), Filled(pair.Value!)))]),
            AssignmentInstruction { Keyword: "ARG" } arg => Declare(state, arg),
            { Keyword: "WORKDIR" } => state with { WorkingDirectory = Combine(state.WorkingDirectory, Filled(instruction.Arguments)) },
            { Keyword: "USER" } => state with { User = Filled(instruction.Arguments) },
            { Keyword: "SHELL", Json: { } shell } => state with { Shell = shell },
            _ => state,
        };
    }

    private static StageState Set(StageState state, KeyValuePair<string, string>[] pairs) => state with
    {
        Environment = state.Environment.SetItems(pairs),
        Arguments = state.Arguments.RemoveRange(pairs.Select(pair => pair.Key)),
    };

    private StageState Declare(StageState state, AssignmentInstruction instruction)
    {
        foreach (var argument in instruction.Assignments)
        {
            var name = Expand(argument.Name, state.Value);
            var value = argument.Value is { } written ? Expand(written, state.Value) : null;
            value = inputs.BuildArgs.TryGetValue(name, out var given)
                ? given
                : value ?? _global.GetValueOrDefault(name);
            state = state with { Arguments = state.Arguments.SetItem(name, value) };
        }

        return state;
    }

    private string Expand(string word, Func<string, string?> value)
    {
        var expander = new VariableExpander(name => value(name) ?? Predefined(name), dockerfile.Escape);
        var filled = expander.TryExpand(word, out var expanded) ? expanded : word;
        _overlong ??= expander.IsOverlong ? _line : null;
        return filled;
    }

    private string? Predefined(string name) =>
        ProxyArguments.Contains(name, StringComparer.OrdinalIgnoreCase) ? inputs.BuildArgs.GetValueOrDefault(name) : null;

    private IEnumerable<(string Name, string Value)> PlatformArguments()
    {
        foreach (var (prefix, platform) in new[] { ("BUILD", inputs.BuilderPlatform), ("TARGET", inputs.Platform) })
        {
            string[] parts = platform.Split('/');
            yield return ($"{prefix}PLATFORM", platform);
            yield return ($"{prefix}OS", parts[0]);
            yield return ($"{prefix}ARCH", parts.Length > 1 ? parts[1] : "");
            yield return ($"{prefix}VARIANT", parts.Length > 2 ? parts[2] : "");
        }

        yield return ("TARGETSTAGE", inputs.Target ?? "default");
    }

    private static string Combine(string folder, string path)
    {
        List<string> parts = path.StartsWith('/') ? [] : [.. folder.Split('/', StringSplitOptions.RemoveEmptyEntries)];
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("." or ".."))
            {
                parts.Add(part);
            }
        }

        return "/" + string.Join('/', parts);
    }
}
