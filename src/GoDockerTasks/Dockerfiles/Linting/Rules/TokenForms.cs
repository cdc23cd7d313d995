using System.Text.RegularExpressions;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>Credentials that can be told by their form alone.</summary>
/// <remarks>The forms are those that the services publish for secret scanners.</remarks>
internal static partial class TokenForms
{
    /// <summary>Says whether a text holds such a credential, and not a placeholder for one.</summary>
    public static bool IsToken(string text) =>
        Known().Matches(text).Any(match => match.Value.Distinct().Count() > 12 && !match.Value.EndsWith("EXAMPLE", StringComparison.Ordinal));

    // GitHub, GitLab, AWS, Slack, a private key: its first line alone is what leak checks look for.
    [GeneratedRegex(@"gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{40,}|glpat-[A-Za-z0-9_-]{20,}|\bAKIA[A-Z2-7]{16}\b|xox[bp]-[0-9A-Za-z-]{20,}|-----BEGIN [A-Z ]*PRIVATE KEY-----(?:\\n|\s|\\)*[A-Za-z0-9+/]{16}")]
    private static partial Regex Known();
}
