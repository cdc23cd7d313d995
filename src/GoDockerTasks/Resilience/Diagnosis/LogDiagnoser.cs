using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using GoDockerTasks.Errors;
using GoDockerTasks.Network;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Resilience;

/// <summary>Diagnoses logs from anywhere: what <c>--target=Diagnose --log=FILE</c> prints.</summary>
public static partial class LogDiagnoser
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
        using var log = Reading(file, () => file == StandardInput ? standardInput() : File.OpenRead(file));
        if (file.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase))
        {
            Batch(file, log, output, cancellationToken);
            return;
        }

        var diagnosis = Reading(file, () => FailureClassifier.Classify(log, cancellationToken));
        output.WriteLine(json ? Json(null, diagnosis) : Shown(FailureSummary.Text(diagnosis).TrimEnd()));
    }

    private static void Batch(string file, Stream log, TextWriter output, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(log);
        var number = 0;
        while (Reading(file, reader.ReadLine) is { } line)
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
            if (JsonSerializer.Deserialize(LoneSurrogate().Replace(line, @"\ufffd"), _json.LogToDiagnose) is { Id: not null, Log: not null } entry)
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

    // A disk or a network drive can fail in the middle, too.
    private static T Reading<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new GoDockerException(ErrorKinds.LogNotReadable, $"{file}: {e.Message}", e);
        }
    }

    // Half of a surrogate pair: a text that was cut in the middle of a character. It is valid JSON and no valid text.
    [GeneratedRegex(@"(?<=(?<!\\)(?:\\\\)*)(?:\\u[dD][89abAB][\da-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][\da-fA-F]{2})\\u[dD][c-fC-F][\da-fA-F]{2})")]
    private static partial Regex LoneSurrogate();
}
