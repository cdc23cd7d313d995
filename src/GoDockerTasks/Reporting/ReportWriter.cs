using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace GoDockerTasks.Reporting;

/// <summary>Writes report.json.</summary>
/// <param name="redactor">Takes the run's secrets out of every text, wherever it came from.</param>
public sealed class ReportWriter(Redactor redactor)
{
    private readonly ReportJson _json = new(new JsonSerializerOptions(ReportJson.Default.Options)
    {
        // References and log lines are for people too; the file is never embedded in HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new RedactingConverter(redactor) },
    });

    /// <summary>Gives the report as JSON.</summary>
    /// <param name="report">The report.</param>
    /// <returns>Indented JSON without secrets.</returns>
    public string Serialize(RunReport report) =>
        JsonSerializer.Serialize(report, (JsonTypeInfo<RunReport>)_json.GetTypeInfo(typeof(RunReport))!);

    /// <summary>Writes the report; a reader sees the old one or the whole new one.</summary>
    /// <param name="report">The report.</param>
    /// <param name="path">The file; its folders are made.</param>
    public void Write(RunReport report, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var partial = $"{path}.{Environment.ProcessId}.partial";
        File.WriteAllText(partial, Serialize(report) + "\n");
        File.Move(partial, path, overwrite: true);
    }

    private sealed class RedactingConverter(Redactor redactor) : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.GetString()!;

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WriteStringValue(redactor.Redact(value));
    }
}
