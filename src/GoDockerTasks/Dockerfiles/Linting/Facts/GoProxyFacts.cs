using GoDockerTasks.Dockerfiles.Commands;

namespace GoDockerTasks.Dockerfiles.Linting.Facts;

/// <summary>Where GOPROXY is set, and whether that is any use.</summary>
internal static class GoProxyFacts
{
    public const string Name = "GOPROXY";

    public static GoProxyPlace Place(LintSubject subject) =>
        subject.Assignments("ENV").Any(pair => pair.Name == Name) ? GoProxyPlace.Env
        : subject.Assignments("ARG").Any(pair => pair.Name == Name) || subject.GlobalArguments.Any(argument => argument.Name == Name) ? GoProxyPlace.Arg
        : GoProxyPlace.None;

    public static GoProxyCommand? Command(LintSubject subject)
    {
        foreach (var run in subject.Runs)
        {
            if (run.Inline(Name).Any() || MountsAsVariable(run))
            {
                return GoProxyCommand.Inline;
            }

            if (run.Persisted(Name).Any())
            {
                return GoProxyCommand.GoEnv;
            }
        }

        return null;
    }

    public static bool? Reaches(LintSubject subject)
    {
        if (Place(subject) == GoProxyPlace.None && Command(subject) is null)
        {
            return null;
        }

        LintRun[] downloads = [.. DownloadingRuns(subject)];
        return downloads.Length > 0
            ? downloads.Any(IsVisible)
            : subject.Graph.Stages.Any(stage => subject.Go.IsIn(stage) && !string.IsNullOrEmpty(subject.GivenEnd(stage).Value(Name)));
    }

    /// <summary>Whether a RUN sees a value of GOPROXY that the Dockerfile, or whoever builds it, gives.</summary>
    public static bool IsVisible(LintRun run) =>
        run.Inline(Name).Concat(run.Persisted(Name)).Any(word => HasValue(run, word.Text[(Name.Length + 1)..]))
        || MountsAsVariable(run)
        || !string.IsNullOrEmpty(run.Given.Value(Name))
        || !string.IsNullOrEmpty(run.PersistedBefore(Name));

    public static bool Leaks(LintSubject subject) =>
        subject.Assignments("ENV").Any(pair => pair.Name == Name && subject.Graph.FinalChain.Contains(pair.Stage));

    /// <summary>
    /// The RUNs that download the service's modules: those that say so, else those that compile, else what may, else what installs tools.
    /// </summary>
    public static IEnumerable<LintRun> DownloadingRuns(LintSubject subject)
    {
        Func<LintRun, bool>[] kinds =
        [
            run => run.Commands.Any(SourceFlow.IsDownload) || run.GoCommands.Any(LooksUp),
            run => run.GoCommands.Any(command => NeedsModules(command) && !IsVersioned(command)),
            run => subject.Go.Compiles(run) && run.GoCommands.Count == 0,
            run => run.Run.Usage.Certainty == GoCertainty.May && subject.Go.IsIn(run.Stage),
            run => run.GoCommands.Any(NeedsModules),
        ];
        return kinds.Select(kind => subject.Runs.Where(kind).ToArray()).FirstOrDefault(runs => runs.Length > 0) ?? [];
    }

    private static bool LooksUp(ShellCommand command) => GoRunDetector.Subcommand(command) switch
    {
        "get" => command.Arguments.All(argument => argument[0] is '-' or '.'),
        "mod" => command.Arguments.Any(argument => argument is "tidy" or "vendor"),
        _ => false,
    };

    private static bool NeedsModules(ShellCommand command) =>
        GoRunDetector.Subcommand(command) is "build" or "install" or "test" or "run" or "list" or "vet" or "generate" or "get" or "mod" or "work";

    private static bool IsVersioned(ShellCommand command) =>
        command.Arguments.Any(argument => !argument.StartsWith('-') && argument.Contains('@', StringComparison.Ordinal));

    private static bool MountsAsVariable(LintRun run) =>
        run.Run.Mounts.Any(mount => mount.Type == "secret" && mount.Fields.GetValueOrDefault("env") == Name);

    // What only the shell can tell, such as $(cat /run/secrets/goproxy), is taken for a value.
    private static bool HasValue(LintRun run, string value) =>
        run.Expand(value, run.Given).Length > 0 || SetsVariable(run, value.Trim('$', '{', '}'));

    private static bool SetsVariable(LintRun run, string name) =>
        run.Commands.Any(command => command.Assignments.Any(word => word.Text.StartsWith($"{name}=", StringComparison.Ordinal)));
}
