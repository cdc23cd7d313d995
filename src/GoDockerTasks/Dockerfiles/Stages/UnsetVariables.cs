using System.Text.RegularExpressions;

namespace GoDockerTasks.Dockerfiles.Stages;

/// <summary>Finds references to variables that nothing gives a value.</summary>
internal static partial class UnsetVariables
{
    /// <summary>Says whether a word has <c>$NAME</c> or <c>${NAME}</c> without a value; <c>${NAME:-default}</c> is none.</summary>
    public static bool In(string word, Func<string, string?> value) =>
        word.Contains('$', StringComparison.Ordinal)
        && Plain().Matches(word).Any(match => string.IsNullOrEmpty(value(match.Groups[1].Value + match.Groups[2].Value)));

    [GeneratedRegex(@"\$(?:\{(\w+)\}|(\w+))")]
    private static partial Regex Plain();
}
