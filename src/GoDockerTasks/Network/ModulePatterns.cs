using GoDockerTasks.Modules;

namespace GoDockerTasks.Network;

/// <summary>Mistakes in GOPRIVATE, GONOPROXY and GONOSUMDB. Go itself passes them over in silence, and asks proxies for private modules.</summary>
public static class ModulePatterns
{
    /// <summary>Looks for the first mistake.</summary>
    /// <param name="text">The patterns, separated by commas.</param>
    /// <returns>What is wrong and how it is written; null when nothing is.</returns>
    public static string? Mistake(string text) => Problem(text) is { } why ? $"{why}; write '{Repair(text)}'"
        : text.Split(',').FirstOrDefault(pattern => !GlobPattern.IsWellFormed(pattern)) is { } malformed
            ? $"'{malformed}' matches nothing; '[' begins a range that ends with ']', as in [a-c], and \\ comes before another character"
        : null;

    private static string? Problem(string text) =>
        PastedText.Problem(text)
        ?? (text.Contains("://", StringComparison.Ordinal) ? "a pattern with a scheme matches nothing"
            : text.Contains(';', StringComparison.Ordinal) ? "patterns are separated by commas"
            : text.Trim().Any(char.IsWhiteSpace) ? "a pattern with a space in it matches nothing"
            : text.Contains('@', StringComparison.Ordinal) ? "a pattern is a module path, not an address of git"
            : null);

    private static string Repair(string text)
    {
        var patterns = PastedText.Repair(text).Split([',', ';', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return string.Join(',', patterns.Select(pattern =>
        {
            var scheme = pattern.IndexOf("://", StringComparison.Ordinal);
            var path = scheme < 0 ? pattern : pattern[(scheme + 3)..];
            var user = path.IndexOf('@', StringComparison.Ordinal);
            path = user < 0 ? path : path[(user + 1)..].Replace(':', '/');
            return path.EndsWith(".git", StringComparison.Ordinal) ? path[..^4] : path.TrimEnd('/');
        }));
    }
}
