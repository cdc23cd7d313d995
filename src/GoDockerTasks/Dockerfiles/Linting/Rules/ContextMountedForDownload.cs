using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>A RUN that only downloads modules has the whole build context mounted.</summary>
internal sealed class ContextMountedForDownload : ILintCheck
{
    public LintRule Rule { get; } = new("GDT5102", LintSeverity.Warning, "The download of modules mounts the whole build context")
    {
        Why = """
            A bind mount is part of what a layer depends on. With the whole context mounted, the download runs again with every change
            of a file, as if the source had been copied first.
            """,
        Fix = "Mount go.mod and go.sum alone.",
        Bad = """
            FROM golang:1.24 AS build
            WORKDIR /src
            RUN --mount=type=bind,target=. go mod download
            """,
        Good = """
            FROM golang:1.24 AS build
            WORKDIR /src
            RUN --mount=type=bind,source=go.mod,target=go.mod --mount=type=bind,source=go.sum,target=go.sum go mod download
            """,
        IsFixable = true,
    };

    public IEnumerable<LintFinding> Find(LintSubject subject) =>
        from run in subject.Runs
        where run.Commands.Any(SourceFlow.IsDownload) && run.GoCommands.Count == run.Commands.Count(SourceFlow.IsDownload) && !subject.Go.Compiles(run)
        where !subject.Sources.Before(run).HasWhole && !GoCaches.MountsModules(subject, run)
        from flag in run.Run.Flags
        where flag.Name == "mount"
        let mount = RunMount.Parse(flag.Value ?? "")
        where mount.Type == "bind" && mount.From is null && SourcePath.IsWhole(mount.Source ?? ".")
        select Rule.At(run.Line, "The download depends on every file of the build context, because all of it is mounted.", [.. Mend(subject, run, flag, mount)]);

    private static IEnumerable<LintEdit> Mend(LintSubject subject, LintRun run, InstructionFlag flag, RunMount mount)
    {
        var onlyDownloads = run.Commands.All(SourceFlow.IsDownload) && run.GoCommands.Count > 0;
        var isPlain = mount.Fields.Keys.All(field => field is "type" or "target" or "source");
        if (!onlyDownloads || !isPlain || mount.Target is not { } target || subject.Context is not { } context
            || !context.Has("go.sum") || !DepsLayer.IsPlain(context) || !IsWorkingFolder(run, target))
        {
            yield break;
        }

        var folder = target.TrimEnd('/') is "." ? "" : $"{target.TrimEnd('/')}/";
        yield return FlagEdit.Replace(
            run.Run, flag, $"--mount=type=bind,source=go.mod,target={folder}go.mod --mount=type=bind,source=go.sum,target={folder}go.sum");
    }

    // Below it there may be another go.mod.
    private static bool IsWorkingFolder(LintRun run, string target) =>
        GoCaches.Absolute(run, target).TrimEnd('/', '.') == run.State.WorkingDirectory.TrimEnd('/');
}
