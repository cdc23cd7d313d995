using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Stages;

namespace GoDockerTasks.Dockerfiles.Rewriting;

/// <summary>The user's <c># godocker:off reason</c> above an instruction, or above a FROM for its whole stage.</summary>
internal static class WayOut
{
    private const string Marker = "godocker:off";

    public static string? Find(Stage stage, RunInstruction run) => In(run) ?? In(stage.From);

    private static string? In(Instruction instruction)
    {
        var comment = instruction.Comments.FirstOrDefault(comment => comment.Text.StartsWith(Marker, StringComparison.OrdinalIgnoreCase));
        return comment is null ? null : $"line {comment.Line} says '{Marker}': {Reason(comment.Text)}";
    }

    private static string Reason(string text) =>
        text[Marker.Length..].Trim() is { Length: > 0 } reason ? reason : "no reason given";
}
