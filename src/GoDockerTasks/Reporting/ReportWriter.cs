using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GoDockerTasks.Reporting;

/// <summary>Writes report.json.</summary>
/// <param name="redactor">Takes the run's secrets out of every text, wherever it came from.</param>
public sealed class ReportWriter(Redactor redactor)
{
    // References and log lines are for people too; the file is never embedded in HTML.
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Gives the report as JSON.</summary>
    /// <param name="report">The report.</param>
    /// <returns>Indented JSON without secrets.</returns>
    public string Serialize(RunReport report)
    {
        ArrayBufferWriter<byte> plain = new();
        using (var writer = new Utf8JsonWriter(plain))
        {
            ReportJson.Default.RunReport.SerializeHandler!(writer, report);
        }

        ArrayBufferWriter<byte> redacted = new();
        using (var document = JsonDocument.Parse(plain.WrittenMemory))
        using (var writer = new Utf8JsonWriter(redacted, Readable))
        {
            Redact(document.RootElement, writer);
        }

        return Encoding.UTF8.GetString(redacted.WrittenSpan);
    }

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

    // Value by value: a secret that happens to be the name of a field changes no name.
    private void Redact(JsonElement element, Utf8JsonWriter writer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject())
                {
                    writer.WritePropertyName(property.Name);
                    Redact(property.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Redact(item, writer);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(redactor.Redact(element.GetString()!));
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
