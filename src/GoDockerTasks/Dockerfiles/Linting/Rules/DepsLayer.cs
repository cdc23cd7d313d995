using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>Puts a layer of modules above the COPY of all source, where that surely gives the same image.</summary>
internal static class DepsLayer
{
    public static IEnumerable<LintEdit> Insert(LintSubject subject, LintRun run, Instruction copy)
    {
        if (subject.Context is not { } context || !IsPlain(context)
            || copy is not CopyInstruction { Keyword: "COPY", From: null, Flags.Count: 0, Json: null, Sources: ["." or "./"] } plain
            || plain.Destination.Contains('$', StringComparison.Ordinal)
            || run.Run.Mounts.Count > 0 || !FollowsAtOnce(run, copy) || !IsForRoot(subject, run, context) || MayKeepMore(subject, run))
        {
            return [];
        }

        var destination = plain.Destination is "." ? "./" : $"{plain.Destination.TrimEnd('/')}/";
        var inFolder = destination == "./" ? "" : $"cd {destination.TrimEnd('/')} && ";
        var files = context.Has("go.sum") ? "go.mod go.sum" : "go.mod";
        return [LineInsertion.Above(subject.Dockerfile, copy, $"COPY {files} {destination}", $"RUN {inFolder}go mod download")];
    }

    /// <summary>Says whether the download needs go.mod and go.sum alone: no folder replaces a module, and there is no workspace.</summary>
    public static bool IsPlain(BuildContextFolder context) =>
        context.Read("go.mod") is { } mod && !context.Has("go.work")
        && !mod.Split('\n').Any(line => line.Contains("=> .", StringComparison.Ordinal) || line.Contains("=> /", StringComparison.Ordinal))
        && !context.IsIgnored("go.mod") && !(context.Has("go.sum") && context.IsIgnored("go.sum"));

    // Nothing in between that the download might need, apart from WORKDIR and what is no instruction of the build.
    private static bool FollowsAtOnce(LintRun run, Instruction copy)
    {
        var steps = run.Stage.Steps.Select(step => step.Instruction).ToList();
        var start = steps.IndexOf(copy);
        return start >= 0 && steps.Skip(start + 1).TakeWhile(step => step != run.Run)
            .All(step => step.Keyword is "WORKDIR" or "COPY" or "EXPOSE" or "LABEL");
    }

    // The nearest go.mod above where Go runs has to be that of the context's own folder.
    private static bool IsForRoot(LintSubject subject, LintRun run, BuildContextFolder context)
    {
        var root = subject.Sources.Before(run).WholeAt!.TrimEnd('/');
        var folder = run.Commands.Where(command => command.Program == "cd")
            .Aggregate(run.State.WorkingDirectory, (folder, command) => Path.Combine(folder, run.Expand(command.Arguments.FirstOrDefault() ?? "~")));
        if ((root + folder).AsSpan().IndexOfAny("~$\0") >= 0 || run.GoCommands.Any(command => command.Arguments.Any(argument => argument is "-C")))
        {
            return false;
        }

        var below = Path.GetRelativePath(root.Length == 0 ? "/" : root, Path.GetFullPath(folder, "/"));
        for (; below is not ("" or "."); below = Path.GetDirectoryName(below) ?? "")
        {
            if (below.StartsWith("..", StringComparison.Ordinal) || context.Has(Path.Combine(below, "go.mod")))
            {
                return false;
            }
        }

        return true;
    }

    // 'go build' downloads what it compiles, and 'go mod download' what tests need, too: an image with the module cache in it would grow.
    private static bool MayKeepMore(LintSubject subject, LintRun run) =>
        !run.GoCommands.Any(command => Commands.GoRunDetector.Subcommand(command) == "mod" && command.Arguments.Contains("download"))
        && ModuleKeeping.KeepsModules(subject, run.Stage);
}
