using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>What an image from scratch has, where its Dockerfile shows all of it.</summary>
internal static class ScratchImage
{
    /// <summary>Says whether the image is a compiled service and files that are named one by one.</summary>
    public static bool HasOnlyNamedFiles(LintSubject subject)
    {
        var copies = Copies(subject).ToArray();
        return subject.Final.IsFromScratch && subject.Runs.Any(subject.Go.Compiles) && copies.Length > 0 && copies.All(IsSingleFile);
    }

    /// <summary>Says whether anything that is copied into it, or any RUN of the file, has a text in it.</summary>
    public static bool Mentions(LintSubject subject, Func<string, bool> hasText) =>
        Copies(subject).Any(copy => hasText(copy.Arguments)) || subject.Runs.Any(run => hasText(run.Run.Script));

    private static IEnumerable<CopyInstruction> Copies(LintSubject subject) =>
        subject.Final.Chain.SelectMany(stage => stage.Steps).Select(step => step.Instruction).OfType<CopyInstruction>();

    // A folder, or an archive, may bring anything.
    private static bool IsSingleFile(CopyInstruction copy) =>
        copy.Keyword == "COPY" && copy.Sources.Count == 1 && copy.Destination.TrimEnd('/').Length > 0
        && !copy.Sources[0].EndsWith('/') && copy.Sources[0] != "." && !copy.Sources[0].Contains("root", StringComparison.Ordinal);
}
