using System.Text.Json;

namespace GoDockerTasks.Reporting;

/// <summary>The words of report.json for the members of enumerations.</summary>
internal static class ReportWord
{
    /// <summary>Gives a member's word, such as <c>local-toolchain</c>.</summary>
    public static string Of(Enum member) => JsonNamingPolicy.KebabCaseLower.ConvertName(member.ToString());
}
