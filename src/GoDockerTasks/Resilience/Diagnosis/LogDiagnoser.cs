using System.Text.Encodings.Web;
using System.Text.Json;
using GoDockerTasks.Errors;
using GoDockerTasks.Network;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Resilience;

/// <summary>Diagnoses logs from anywhere: what <c>--target=Diagnose --log=FILE</c> prints.</summary>
public static class LogDiagnoser
{
    /// <summary>The name that stands for standard input.</summary>
    public const string StandardInput = "-";

    // The text is read in terminals and by tools, not in web pages: an apostrophe or a Chinese character needs no escape.
    private static readonly LogDiagnosisJson _json =
        new(new JsonSerializerOptions(LogDiagnosisJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Diagnoses a log, or each log of a <c>.jsonl</c> batch.</summary>
    /// <param name="file">The path, or <see cref="StandardInput"/>.</param>
    /// <param name="json">Whether the output is JSON. A batch is always JSON, one line each.</param>
    /// <param name="standardInput">Where <see cref="StandardInput"/> is read from.</param>
    /// <param name="output">Where the output goes, and nothing else.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="GoDockerException">
    /// The log cannot be read (<c>GDT3210</c>), or a line of the batch is not valid (<c>GDT3211</c>).
    /// </exception>
    public static void Diagnose(
        string file, bool json, Func<Stream> standardInput, TextWriter output, CancellationToken cancellationToken)
    {
        using var log = Open(file, standardInput);
        if (file.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase))
        {
            Batch(file, log, output, cancellationToken);
            return;
        }

        var diagnosis = FailureClassifier.Classify(log, cancellationToken);
        output.WriteLine(json ? Json(null, diagnosis) : Shown(FailureSummary.Text(diagnosis).TrimEnd()));
    }

    private static void Batch(string file, Stream log, TextWriter output, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(log);
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            cancellationToken.ThrowIfCancellationRequested();
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                var entry = Parsed(file, number, line);
                output.WriteLine(Json(entry.Id, FailureClassifier.Classify(entry.Log!)));
            }
        }
    }

    private static LogToDiagnose Parsed(string file, int number, string line)
    {
        try
        {
            if (JsonSerializer.Deserialize(line, _json.LogToDiagnose) is { Id: not null, Log: not null } entry)
            {
                return entry;
            }

            throw new GoDockerException(ErrorKinds.LogBatchNotValid, $"{file}({number}): 'id' or 'log' is missing.");
        }
        catch (JsonException e)
        {
            throw new GoDockerException(ErrorKinds.LogBatchNotValid, $"{file}({number}): {e.Message}", e);
        }
    }

    private static string Json(string? id, FailureDiagnosis diagnosis) =>
        JsonSerializer.Serialize(
            LogDiagnosis.Of(id, diagnosis) with { Summary = Shown(diagnosis.What), Evidence = [.. diagnosis.Evidence.Select(Shown)] }, _json.LogDiagnosis);

    // Others wrote the log: it may hold passwords, and commands to the CI system.
    private static string Shown(string text) => CiCommands.Defuse(ProxyAddress.WithoutCredentials(text));

    private static Stream Open(string file, Func<Stream> standardInput)
    {
        try
        {
            return file == StandardInput ? standardInput() : File.OpenRead(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new GoDockerException(ErrorKinds.LogNotReadable, $"{file}: {e.Message}", e);
        }
    }
}
