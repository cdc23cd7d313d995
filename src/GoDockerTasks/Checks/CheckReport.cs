using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Checks;

/// <summary>Writes what checks found: a table for people and tickets, JSON for tools.</summary>
public static class CheckReport
{
    private static readonly CheckJson _json =
        new(new JsonSerializerOptions(CheckJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Writes a table. Each finding is a line; a fix stands below it.</summary>
    /// <param name="results">What was found.</param>
    /// <param name="redactor">Knows the secrets, for a last look.</param>
    /// <returns>The table.</returns>
    public static string Table(IReadOnlyList<CheckResult> results, Redactor redactor)
    {
        var width = results.Max(result => result.Check.Length);
        var text = new StringBuilder();
        foreach (var result in results)
        {
            var name = result.Check;
            foreach (var finding in result.Findings)
            {
                var lines = finding.Evidence.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                text.Append($"{name.PadRight(width)}  {Word(finding.State),-7}  {lines.FirstOrDefault()}\n");
                foreach (var line in lines.Skip(1))
                {
                    text.Append($"{new string(' ', width + 11)}{line}\n");
                }

                if (finding.Fix is { } fix)
                {
                    text.Append($"{new string(' ', width + 11)}Fix: {fix}\n");
                }

                name = "";
            }
        }

        return redactor.Redact(text.ToString().TrimEnd());
    }

    /// <summary>Writes JSON.</summary>
    /// <param name="results">What was found.</param>
    /// <param name="redactor">Knows the secrets, for a last look.</param>
    /// <returns>One object, on one line.</returns>
    public static string Json(IReadOnlyList<CheckResult> results, Redactor redactor) => redactor.Redact(JsonSerializer.Serialize(
        new ReportedChecks(
            1,
            (int)CheckRunner.ExitCodeOf(results),
            [.. results.Select(result => new ReportedCheck(
                result.Check,
                Word(result.State),
                (long)result.Elapsed.TotalMilliseconds,
                [.. result.Findings.Select(finding => new ReportedFinding(Word(finding.State), finding.Evidence, finding.Fix))]))]),
        _json.ReportedChecks));

    private static string Word(CheckState state) => state.ToString().ToLowerInvariant();
}
