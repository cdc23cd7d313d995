namespace GoDockerTasks.Dockerfiles.Linting;

/// <summary>Where the Go of a RUN has its caches, and which cache mounts cover them.</summary>
internal static class GoCaches
{
    /// <summary>The default place of the module cache in golang images.</summary>
    public const string DefaultModules = "/go/pkg/mod";

    public static bool MountsModules(LintSubject subject, LintRun run) =>
        Targets(subject, run).Any(target => Modules(run).Any(place => Covers(target, place)));

    public static bool MountsBuilds(LintSubject subject, LintRun run) =>
        Targets(subject, run).Any(target => Builds(run).Any(place => Covers(target, place)));

    /// <summary>The places that the module cache may have; more than one where the base does not tell.</summary>
    public static IReadOnlyList<string> Modules(LintRun run)
    {
        if (Moved(run, "GOMODCACHE") is { Length: > 0 } modules)
        {
            return [modules.TrimEnd('/')];
        }

        if (Moved(run, "GOPATH") is { Length: > 0 } path)
        {
            return [$"{path.Split(':')[0].TrimEnd('/')}/pkg/mod"];
        }

        return Rewriting.GoToolchainFinder.IsGolangImage(run.Stage.Root)
            ? [DefaultModules]
            : [DefaultModules, .. Homes(run).Select(home => $"{home}/go/pkg/mod")];
    }

    /// <summary>The places that the build cache may have.</summary>
    public static IReadOnlyList<string> Builds(LintRun run) =>
        Moved(run, "GOCACHE") is { Length: > 0 } builds ? [builds.TrimEnd('/')]
        : Moved(run, "XDG_CACHE_HOME") is { Length: > 0 } caches ? [$"{caches.TrimEnd('/')}/go-build"]
        : [.. Homes(run).Select(home => $"{home}/.cache/go-build")];

    /// <summary>The value that a variable has in a RUN, by its commands, by <c>go env -w</c> or by the Dockerfile.</summary>
    private static string? Moved(LintRun run, string name)
    {
        var word = run.Inline(name).Concat(run.Persisted(name)).FirstOrDefault()?.Text;
        return word is not null ? run.Expand(word[(name.Length + 1)..]) : run.State.Value(name) ?? run.PersistedBefore(name);
    }

    // The home of another user is in the image's /etc/passwd, which is not here.
    private static IEnumerable<string> Homes(LintRun run)
    {
        if (Moved(run, "HOME") is { Length: > 0 } home)
        {
            yield return home.TrimEnd('/');
        }
        else if (run.State.IsRoot)
        {
            yield return "/root";
        }
        else
        {
            foreach (var mount in run.Run.Mounts.Select(mount => mount.Target ?? "").Where(target => target.StartsWith("/home/", StringComparison.Ordinal)))
            {
                yield return string.Join('/', mount.Split('/').Take(3));
            }
        }
    }

    // A folder that other programs cache in counts only in a stage that has Go.
    private static IEnumerable<string> Targets(LintSubject subject, LintRun run) =>
        from mount in run.Run.Mounts
        where mount.Type == "cache" && mount.Target is not null
        let target = Absolute(run, mount.Target!)
        where subject.Go.IsIn(run.Stage) || target.Contains("/go", StringComparison.Ordinal)
        select target;

    public static string Absolute(LintRun run, string target)
    {
        var path = target
            .Replace("${GOMODCACHE}", "$GOMODCACHE", StringComparison.Ordinal).Replace("$GOMODCACHE", Modules(run)[0], StringComparison.Ordinal)
            .Replace("${GOPATH}", "$GOPATH", StringComparison.Ordinal)
            .Replace("$GOPATH", run.State.Value("GOPATH") ?? "/go", StringComparison.Ordinal);
        path = run.Expand(path);
        return path.StartsWith('/') ? path : $"{run.State.WorkingDirectory.TrimEnd('/')}/{path}";
    }

    private static bool Covers(string target, string place)
    {
        var folder = target.TrimEnd('/');
        return place == folder || place.StartsWith($"{folder}/", StringComparison.Ordinal);
    }
}
