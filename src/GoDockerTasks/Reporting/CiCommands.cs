using System.Globalization;

namespace GoDockerTasks.Reporting;

/// <summary>What CI systems read out of a log: groups and annotations, and how others' lines are kept from being read so.</summary>
/// <remarks>
/// GitHub: "Workflow commands for GitHub Actions"; Azure: "Logging commands". Both act on a line of any process's output.
/// </remarks>
public static class CiCommands
{
    /// <summary>Finds the CI system by the variables that each sets for every step.</summary>
    /// <param name="environment">The environment.</param>
    /// <returns>The system.</returns>
    public static CiSystem Detect(IReadOnlyDictionary<string, string> environment) =>
        environment.GetValueOrDefault("GITHUB_ACTIONS") == "true" ? CiSystem.GitHub
        : string.Equals(environment.GetValueOrDefault("TF_BUILD"), "True", StringComparison.OrdinalIgnoreCase) ? CiSystem.Azure
        : CiSystem.None;

    /// <summary>Makes text harmless: no line of it is taken for a command.</summary>
    /// <param name="text">Text that others wrote, such as docker's output.</param>
    /// <returns>The text, readable, with a space inside what would be a command.</returns>
    public static string Defuse(string text)
    {
        // Azure and GitHub's older form look for "##…[" anywhere in a line; GitHub's "::" counts at its start.
        var defused = text.Replace("##", "# #", StringComparison.Ordinal).Replace('\r', '\n');
        return string.Join('\n', defused.Split('\n').Select(line =>
            line.AsSpan().TrimStart().StartsWith("::") ? line.Replace("::", ": :", StringComparison.Ordinal) : line));
    }

    /// <summary>Opens a group of lines that can be folded.</summary>
    /// <param name="ci">The system.</param>
    /// <param name="title">The group's title, harmless already.</param>
    /// <returns>The line to print.</returns>
    public static string GroupStart(CiSystem ci, string title) => ci switch
    {
        CiSystem.GitHub => $"::group::{title}",
        CiSystem.Azure => $"##[group]{title}",
        _ => title,
    };

    /// <summary>Closes the group.</summary>
    /// <param name="ci">The system.</param>
    /// <returns>The line to print; null where there is none.</returns>
    public static string? GroupEnd(CiSystem ci) => ci switch
    {
        CiSystem.GitHub => "::endgroup::",
        CiSystem.Azure => "##[endgroup]",
        _ => null,
    };

    /// <summary>Shows a message in the system's summary and beside the line of the file that it is about.</summary>
    /// <param name="ci">The system.</param>
    /// <param name="message">The message.</param>
    /// <param name="code">The error's code; null when it has none.</param>
    /// <returns>The line to print; null where there is none.</returns>
    public static string? Annotation(CiSystem ci, RunMessage message, string? code)
    {
        var type = message.Kind switch { MessageKind.Error => "error", MessageKind.Information => "notice", _ => "warning" };
        var line = message.Line?.ToString(CultureInfo.InvariantCulture);
        return ci switch
        {
            CiSystem.GitHub => $"::{type} {Properties(',', EscapeGitHub, ("file", message.File), ("line", line), ("title", code))}"
                + $"::{EscapeGitHubText(message.Text)}",
            // Azure knows errors and warnings only.
            CiSystem.Azure when message.Kind == MessageKind.Information => null,
            CiSystem.Azure => $"##vso[task.logissue {Properties(';', EscapeAzure, ("type", type), ("sourcepath", message.File), ("linenumber", line), ("code", code))}]"
                + EscapeAzure(message.Text),
            _ => null,
        };
    }

    private static string Properties(
        char separator, Func<string, string> escape, params (string Name, string? Value)[] properties) =>
        string.Join(separator, properties
            .Where(property => property.Value is not null)
            .Select(property => $"{property.Name}={escape(property.Value!)}"));

    private static string EscapeGitHubText(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string EscapeGitHub(string text) =>
        EscapeGitHubText(text)
            .Replace(":", "%3A", StringComparison.Ordinal)
            .Replace(",", "%2C", StringComparison.Ordinal);

    private static string EscapeAzure(string text) =>
        text.Replace("%", "%AZP25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal)
            .Replace("]", "%5D", StringComparison.Ordinal)
            .Replace(";", "%3B", StringComparison.Ordinal);
}
