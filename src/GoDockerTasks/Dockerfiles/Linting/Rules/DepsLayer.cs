using GoDockerTasks.Dockerfiles.Commands;
using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>Puts a layer of modules above the COPY of all source, where that surely gives the same image.</summary>
internal static class DepsLayer
{
    // They decide what is compiled, and not what is downloaded or from where.
    private static readonly string[] HarmlessVariables = ["CGO_ENABLED", "GOOS", "GOARCH", "GOARM", "GOAMD64"];

    public static IEnumerable<LintEdit> Insert(LintSubject subject, LintRun run, Instruction copy)
    {
        if (subject.Context is not { } context || !IsPlain(context)
            || copy is not CopyInstruction { Keyword: "COPY", From: null, Flags.Count: 0, Json: null, Sources: ["." or "./"] } plain
            || plain.Destination.Contains('$', StringComparison.Ordinal)
            || !IsPlain(run) || HasOwnCopy(run, copy) || !FollowsAtOnce(run, copy) || !IsForRoot(subject, run, context) || MayKeepMore(subject, run))
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

    // Flags, variables and other commands may be what the download needs: a proxy, credentials, git, another go.mod.
    private static bool IsPlain(LintRun run) => run.Run.Flags.Count == 0 && run.Commands.All(command =>
        (command.Program is "cd" || IsPlainGo(command))
        && command.Assignments.All(word => HarmlessVariables.Contains(word.Text.Split('=')[0]))
        && !command.Arguments.Any(argument => argument.StartsWith("-mod", StringComparison.Ordinal)))
        && run.Run.Usage.AsksForMore is null;

    private static bool IsPlainGo(ShellCommand command) => GoRunDetector.IsGo(command) && GoRunDetector.Subcommand(command) switch
    {
        "build" or "install" or "test" or "vet" => true,
        "mod" => command.Arguments.Any(argument => argument is "download" or "verify"),
        _ => false,
    };

    // Somebody has thought of it already.
    private static bool HasOwnCopy(LintRun run, Instruction copy) => run.Stage.Steps.Select(step => step.Instruction)
        .TakeWhile(step => step != copy)
        .Any(step => step is CopyInstruction own && own.Sources.Any(source => source.Contains("go.mod", StringComparison.Ordinal)));

    // Nothing in between that the download might need, apart from WORKDIR and what is no instruction of the build.
    private static bool FollowsAtOnce(LintRun run, Instruction copy)
    {
        var steps = run.Stage.Steps.Select(step => step.Instruction).ToList();
        var start = steps.IndexOf(copy);
        return start >= 0 && steps.Skip(start + 1).TakeWhile(step => step != run.Run)
            .All(step => step.Keyword is "WORKDIR" or "EXPOSE" or "LABEL");
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
        !run.GoCommands.Any(command => GoRunDetector.Subcommand(command) == "mod" && command.Arguments.Contains("download"))
        && ModuleKeeping.KeepsModules(subject, run.Stage);
}
