namespace GoDockerTasks.Modules;

/// <summary>The lines that a merge leaves where both sides changed (https://git-scm.com/docs/git-merge#_how_conflicts_are_presented).</summary>
internal static class ConflictMarker
{
    /// <summary>What such a line means.</summary>
    public const string Problem = "a merge conflict is not resolved";

    /// <summary>Says whether a line is one, such as <c>&lt;&lt;&lt;&lt;&lt;&lt;&lt; HEAD</c>.</summary>
    public static bool Is(ReadOnlySpan<char> line) =>
        line.StartsWith("<<<<<<<") || line.StartsWith("|||||||") || line.StartsWith("=======") || line.StartsWith(">>>>>>>");
}
