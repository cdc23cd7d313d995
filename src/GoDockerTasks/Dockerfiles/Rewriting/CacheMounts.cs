using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using GoDockerTasks.Dockerfiles.Commands;
using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Stages;

namespace GoDockerTasks.Dockerfiles.Rewriting;

/// <summary>Chooses the cache mounts of a RUN.</summary>
/// <remarks>
/// <c>sharing=shared</c>: Go locks within both caches by itself, and parallel stages must not wait for each other.
/// </remarks>
internal sealed partial class CacheMounts(RewriteInput input, StageGraph graph, IReadOnlyList<GoRunPlan> plans)
{
    private static readonly string[] ModuleCacheNames = ["pkg/mod", "modcache", "/go/pkg", "GOMODCACHE"];

    private static readonly string[] BuildCacheNames = ["GOCACHE", "go-build"];

    private readonly Dictionary<Stage, string?> _moduleCaches = [];
    private readonly Dictionary<Stage, List<string>> _taken = [];
    private List<(Stage Stage, string Path)>? _copies;

    /// <summary>The flag that mounts the build cache at our place; null when it is not mounted.</summary>
    public string? BuildCache(GoRunPlan plan)
    {
        if (plan.Step.State.Value("GOCACHE") is { Length: > 0 }
            || Mentions(plan.Script, BuildCacheNames)
            || plan.Usage.GoCommands.Any(EmptiesCache)
            || plan.Run.Mounts.Any(IsBuildCache)
            || TakenFrom(plan.Stage).Any(path => Mentions(path, BuildCacheNames) || path.Contains("/.cache", StringComparison.Ordinal)))
        {
            return null;
        }

        return Owner(plan) is { } owner ? Flag(Places.BuildCacheId, plan, Places.BuildCache, owner) : null;
    }

    /// <summary>The flag that mounts the module cache where Go has it; null when it is not mounted.</summary>
    public string? ModuleCache(GoRunPlan plan) => ModuleCachePath(plan) is { } path ? Flag(Places.ModuleCacheId, plan, path, "") : null;

    /// <summary>Where the module cache is mounted; null when it is not.</summary>
    public string? ModuleCachePath(GoRunPlan plan)
    {
        var root = plan.Stage.Chain.Last();
        if (!_moduleCaches.TryGetValue(root, out var path))
        {
            path = _moduleCaches[root] = SharedModuleCache(root);
        }

        return path is not null && path == Path(plan) && plan.Step.State.IsRoot ? path : null;
    }

    // All stages on one base use the cache mount, or none does: what one hides another may look for.
    private string? SharedModuleCache(Stage root)
    {
        Stage[] family = [.. graph.Needed.Where(stage => stage.Chain.Last() == root)];
        GoRunPlan[] familyPlans = [.. plans.Where(plan => family.Contains(plan.Stage))];
        string[] paths = [.. familyPlans.Select(plan => Path(plan) ?? "").Distinct()];
        if (paths is not [{ Length: > 0 } path]
            || family.Any(graph.FinalChain.Contains)
            || familyPlans.Any(plan => plan.LeftAlone is not null || !plan.Step.State.IsRoot)
            || family.Any(stage => stage.Steps.Any(step => Touches(step, path)))
            || family.SelectMany(TakenFrom).Any(taken => Overlap(taken, path)))
        {
            return null;
        }

        return path;
    }

    private static bool Touches(StageStep step, string path) => step.Instruction switch
    {
        RunInstruction run => Mentions(run.Script, ModuleCacheNames) || LooksForModules().IsMatch(run.Script)
            || run.Mounts.Any(mount => mount.Target is { } target && Overlap(target, path)),
        CopyInstruction copy => Overlap(copy.Destination, path) && copy.Destination.TrimEnd('/') is not "",
        AssignmentInstruction { Keyword: "ENV" or "ARG" } pairs => pairs.Assignments.Any(pair => pair.Name != "GOMODCACHE" && Mentions(pair.Value ?? "", ModuleCacheNames)),
        OnBuildInstruction => false,
        _ => Mentions(step.Instruction.Arguments, ModuleCacheNames),
    };

    // All of /go or of the GOPATH, the folders that 'go list -m' tells, or the whole file system.
    [GeneratedRegex(@"(?<![\w./-])/go/?(?=[\s'"";|&)]|$)|\$\{?GOPATH\b(?!\}?/(?:bin|src)\b)|\bgo list\b[^\n;|&]*\s-m\b|\b(?:find|cp|tar|rsync|du|grep)\b[^\n;|&]*\s/(?=\s|$)")]
    private static partial Regex LooksForModules();

    private List<string> TakenFrom(Stage stage)
    {
        _copies ??=
        [
            .. from user in graph.Stages
               from source in StageGraph.Sources(user)
               let named = graph.Find(source.From, user)
               where named is not null
               from path in source.Paths
               select (named, path),
        ];
        if (!_taken.TryGetValue(stage, out var paths))
        {
            paths = _taken[stage] = [.. _copies.Where(copy => copy.Stage.Chain.Contains(stage)).Select(copy => copy.Path)];
        }

        return paths;
    }

    private static string? Path(GoRunPlan plan)
    {
        var state = plan.Step.State;
        if (state.Value("GOMODCACHE") is { Length: > 0 } moved)
        {
            return moved.StartsWith('/') ? moved.TrimEnd('/') : null;
        }

        if (Mentions(plan.Script, ["GOPATH="]))
        {
            return null;
        }

        var goPath = state.Value("GOPATH") is { Length: > 0 } set ? set.Split(':')[0]
            : GoToolchainFinder.IsGolangImage(plan.Stage.Root) ? "/go"
            : state.BaseIsKnown ? $"{state.Value("HOME") ?? "/root"}/go"
            : null;
        return goPath is not null && goPath.StartsWith('/') ? $"{goPath.TrimEnd('/')}/pkg/mod" : null;
    }

    // Emptying a cache that others are using makes their go fail with 'package … is not in std'.
    private static bool EmptiesCache(ShellCommand command) =>
        GoRunDetector.Subcommand(command) == "clean" && command.Arguments.Any(argument => argument.TrimStart('-') is "cache" or "cache=true");

    private static bool IsBuildCache(RunMount mount) =>
        mount.Type == "cache" && mount.Target is { } target
        && (target.Contains(".cache", StringComparison.Ordinal) || Mentions(target, BuildCacheNames) || target.TrimEnd('/') is "/root");

    // A new cache mount is root's. A number can be named as its owner; for a name we start from a folder that is everybody's.
    private string? Owner(GoRunPlan plan)
    {
        var state = plan.Step.State;
        if (state.IsRoot)
        {
            return "";
        }

        string[] parts = state.User.Split(':');
        if (uint.TryParse(parts[0], out var user))
        {
            return parts.Length > 1 && uint.TryParse(parts[1], out var group) ? $",uid={user},gid={group}" : $",uid={user}";
        }

        var root = plan.Stage.Chain.Last();
        return root.Platform is null && !plan.Stage.IsFromScratch && !input.Stages.NamedContexts.Contains(root.Image)
            && graph.Stages.All(stage => !string.Equals(stage.Name, root.Image, StringComparison.OrdinalIgnoreCase))
            ? $",from={root.Image},source=/tmp"
            : null;
    }

    private string Flag(string id, GoRunPlan plan, string target, string owner)
    {
        var scope = string.Join('\n', input.CacheScope, plan.Stage.Root, plan.Stage.Chain.Last().Platform, plan.Step.State.User);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(scope)))[..16];
        return $"--mount=type=cache,id={id}{hash},target={target},sharing=shared{owner}";
    }

    private static bool Mentions(string text, string[] names) =>
        names.Any(name => text.Contains(name, StringComparison.Ordinal));

    private static bool Overlap(string one, string other)
    {
        var first = $"/{one.Trim('/')}/".Replace("//", "/", StringComparison.Ordinal);
        var second = $"/{other.Trim('/')}/";
        return first.StartsWith(second, StringComparison.Ordinal) || second.StartsWith(first, StringComparison.Ordinal)
            || one.Contains('*', StringComparison.Ordinal) || one.Contains('$', StringComparison.Ordinal);
    }
}
