using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Stages;

namespace GoDockerTasks.Dockerfiles.Linting.Facts;

/// <summary>The images that FROMs name, and the user that the last stage ends with.</summary>
internal static class Bases
{
    /// <summary>The stages that start from an image; <c>scratch</c> is none.</summary>
    public static IEnumerable<Stage> External(LintSubject subject) =>
        subject.Graph.Stages.Where(stage => stage.Parent is null && stage.Image != "scratch");

    public static string? Final(LintSubject subject) =>
        subject.Final.Chain.Last() is { LacksValue: false, Image.Length: > 0 } root ? root.Image : null;

    public static bool ArePinned(LintSubject subject)
    {
        Stage[] external = [.. External(subject)];
        return external.Length > 0 && external.All(stage => BaseName.Parse(stage.Image).HasDigest);
    }

    public static bool? AreUnpinned(LintSubject subject)
    {
        Stage[] external = [.. External(subject)];
        return external.Any(IsUnpinned) ? true
            : external.Any(stage => stage.LacksValue && !BaseName.Parse(stage.Image).HasDigest) ? null
            : false;
    }

    public static bool IsUnpinned(Stage stage) => !stage.LacksValue && BaseName.Parse(stage.Image).IsUnpinned;

    public static bool? FinalIsRoot(LintSubject subject)
    {
        var last = subject.Final.Chain
            .SelectMany(stage => stage.Steps.Reverse())
            .FirstOrDefault(step => step.Instruction.Keyword == "USER");
        if (last is null)
        {
            return Final(subject) is { } image ? BaseUsers.IsRoot(image) : null;
        }

        var written = last.Instruction.Arguments;
        var user = new VariableExpander(last.State.Value, last.Instruction.Parts.Escape).TryExpand(written, out var expanded) ? expanded : written;
        user = user.Split(':')[0].Trim();
        return UnsetVariables.In(written.Split(':')[0], last.State.Value) || user.Length == 0 ? null : user is "root" or "0";
    }
}
