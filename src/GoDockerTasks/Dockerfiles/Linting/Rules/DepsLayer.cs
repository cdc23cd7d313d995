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
            || run.Run.Mounts.Count > 0 || !FollowsAtOnce(run, copy))
        {
            return [];
        }

        var destination = plain.Destination is "." ? "./" : $"{plain.Destination.TrimEnd('/')}/";
        var inFolder = destination == "./" ? "" : $"cd {destination.TrimEnd('/')} && ";
        var files = context.Has("go.sum") ? "go.mod go.sum" : "go.mod";
        return [LineInsertion.Above(subject.Dockerfile, copy, $"COPY {files} {destination}", $"RUN {inFolder}go mod download")];
    }

    // A module that is replaced by a folder, or a workspace, needs more files than go.mod.
    private static bool IsPlain(BuildContextFolder context) =>
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
}
