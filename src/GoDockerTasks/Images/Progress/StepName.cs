using System.Text.RegularExpressions;

namespace GoDockerTasks.Images;

/// <summary>Names of steps as BuildKit gives them: <c>[stage 4/5] RUN --mount=… go build</c>.</summary>
internal static partial class StepName
{
    /// <summary>Says whether a step does an instruction's work; FROM only names where work begins.</summary>
    public static bool IsInstruction(string name) => Instruction().IsMatch(name);

    /// <summary>Takes out the mounts that are not in the user's own Dockerfile.</summary>
    public static string AsWritten(string name, string original) =>
        MountFlag().Replace(name, match => original.Contains(match.Value.Trim(), StringComparison.Ordinal) ? match.Value : "");

    /// <summary>Gives <c>[stage 4] RUN go build</c> for <c>[stage 4/5] RUN go build</c>.</summary>
    public static string WithoutTotal(string name) => Total().Replace(name, "", 1);

    [GeneratedRegex(@"/\d+(?=\])", RegexOptions.CultureInvariant)]
    private static partial Regex Total();

    [GeneratedRegex(@"^\[(?!internal\])(?:[^\]]*\s)?\d+/\d+\]\s+(?!FROM\s)", RegexOptions.CultureInvariant)]
    private static partial Regex Instruction();

    [GeneratedRegex(@"--mount=\S+\s+", RegexOptions.CultureInvariant)]
    private static partial Regex MountFlag();
}
