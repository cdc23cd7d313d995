using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GoDockerTasks.Dockerfiles.Linting.Facts;

namespace GoDockerTasks.Dockerfiles.Linting.Reports;

/// <summary>Writes results as JSON: an array with one object a file.</summary>
public static class LintJson
{
    // The text is read in terminals and by tools, not in web pages: an apostrophe needs no escape.
    private static readonly LintJsonContext _json =
        new(new JsonSerializerOptions(LintJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Writes results.</summary>
    /// <param name="results">The results.</param>
    /// <returns>The JSON text.</returns>
    public static string Write(IEnumerable<LintResult> results) =>
        JsonSerializer.Serialize([.. results.Select(Of)], _json.FileEntryArray);

    private static FileEntry Of(LintResult result) =>
        new(result.File, result.Facts, [.. result.Findings.Select(Of)]);

    private static FindingEntry Of(LintFinding finding) => new(
        finding.Rule.Code, LintSeverities.Name(finding.Severity), finding.Line, finding.Message, finding.Rule.Fix, finding.IsFixable);

    internal sealed record FileEntry(string File, DockerfileFacts? Facts, IReadOnlyList<FindingEntry> Findings);

    internal sealed record FindingEntry(string Code, string Severity, int Line, string Message, string Fix, bool Fixable);
}

/// <summary>The JSON form, made at compile time: no reflection at start-up.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LintJson.FileEntry[]))]
internal sealed partial class LintJsonContext : JsonSerializerContext;
