using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GoDockerTasks.Dockerfiles.Linting.Rules;

namespace GoDockerTasks.Dockerfiles.Linting.Reports;

/// <summary>Writes results as SARIF 2.1.0, the form that GitHub code scanning and others read.</summary>
/// <remarks>See https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. An ignored finding is there as a suppressed result.</remarks>
public static class LintSarif
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";

    private static readonly JsonWriterOptions _options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes results.</summary>
    /// <param name="results">The results.</param>
    /// <returns>The JSON text.</returns>
    public static string Write(IReadOnlyList<LintResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);

        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, _options))
        {
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json);
            json.WriteStartArray("results");
            foreach (var result in results)
            {
                foreach (var finding in result.All)
                {
                    WriteResult(json, result.File, finding);
                }
            }

            json.WriteEndArray();
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteTool(Utf8JsonWriter json)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "GoDockerTasks");
        json.WriteString("version", Assembly.GetExecutingAssembly().GetName().Version!.ToString(3));
        json.WriteStartArray("rules");
        foreach (var rule in LintRules.All)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Code);
            WriteText(json, "shortDescription", rule.Title);
            WriteText(json, "fullDescription", rule.Why.ReplaceLineEndings(" "));
            WriteText(json, "help", rule.Fix);
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Level(rule.Severity));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, string file, LintFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Code);
        json.WriteNumber("ruleIndex", Index(finding.Rule));
        json.WriteString("level", Level(finding.Severity));
        WriteText(json, "message", $"{finding.Message} {finding.Rule.Fix}");
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", Uri(file));
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", finding.Line);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        // All results of a run have the property, or none has (SARIF 2.1.0, 3.27.23); an empty list says: not ignored.
        json.WriteStartArray("suppressions");
        if (finding.IgnoredBecause is { } reason)
        {
            json.WriteStartObject();
            json.WriteString("kind", "inSource");
            json.WriteString("justification", reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();

        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static int Index(LintRule rule) => LintRules.All.TakeWhile(other => other != rule).Count();

    private static string Level(LintSeverity severity) => severity == LintSeverity.Info ? "note" : LintSeverities.Name(severity);

    // A relative path stays relative, to the root of the repository where the reader knows it.
    private static string Uri(string file) => Path.IsPathFullyQualified(file)
        ? new Uri(file).AbsoluteUri
        : string.Join('/', file.Split('/', '\\').Select(System.Uri.EscapeDataString));
}
