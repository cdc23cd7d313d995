using System.Text;
using System.Text.Json;

namespace GoDockerTasks.Resilience;

/// <summary>Turns the events of <c>--progress=rawjson</c> and of the engine's own stream back into the lines that were printed.</summary>
internal sealed class RawJsonLog
{
    // One event with a screenful of output is far below; what is longer is not an event.
    private const int MostLines = 2048;
    private const int MostCharacters = 4_000_000;

    private static readonly string[] _sections = ["\"vertexes\"", "\"statuses\"", "\"logs\"", "\"warnings\""];

    private readonly Dictionary<string, int> _steps = [];
    private readonly List<string> _open = [];

    /// <summary>Takes a line, and gives what it is worth.</summary>
    /// <param name="text">The line.</param>
    /// <returns>
    /// The lines in an event, each with the number of its step, and whether the step printed it; nothing while an event goes on; the line itself, and those held
    /// back before it, where it belongs to none.
    /// </returns>
    public IReadOnlyList<(int Step, string Text, bool IsPrinted)> Read(string text)
    {
        if (_open.Count == 0)
        {
            if (!text.StartsWith('{'))
            {
                return [(0, text, false)];
            }

            if (text != "{")
            {
                return Parsed(text) ?? [(0, text, false)];
            }
        }

        // buildx before 0.15 spreads an event over many lines; only its first and last brace stand at the margin.
        _open.Add(text);
        if (text == "}")
        {
            return Parsed(string.Join('\n', _open)) is { } lines ? Emptied(lines) : Rest();
        }

        var isEvent = _open.Count != 2 || _sections.Any(section => text.AsSpan().TrimStart().StartsWith(section));
        return isEvent && _open.Count < MostLines && _open.Sum(line => (long)line.Length) < MostCharacters ? [] : Rest();
    }

    /// <summary>Gives the lines of an event that never ended.</summary>
    /// <returns>The lines as they stand.</returns>
    public IReadOnlyList<(int Step, string Text, bool IsPrinted)> Rest() => Emptied([.. _open.Select(line => (0, line, false))]);

    private IReadOnlyList<(int Step, string Text, bool IsPrinted)> Emptied(IReadOnlyList<(int Step, string Text, bool IsPrinted)> lines)
    {
        _open.Clear();
        return lines;
    }

    private List<(int Step, string Text, bool IsPrinted)>? Parsed(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            List<(int Step, string Text, bool IsPrinted)> lines = [.. Lines(document.RootElement)];
            return lines.Count > 0 || _sections.Any(section => document.RootElement.TryGetProperty(section.Trim('"'), out _)) ? lines : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or not of this form: a program of the build printed it.
            return null;
        }
    }

    private IEnumerable<(int Step, string Text, bool IsPrinted)> Lines(JsonElement root)
    {
        foreach (var vertex in Items(root, "vertexes"))
        {
            var step = Step(Text(vertex, "digest"));
            if (Text(vertex, "name") is { } name)
            {
                yield return (step, name, false);
            }

            if (Text(vertex, "error") is { Length: > 0 } error)
            {
                yield return (step, $"ERROR: {error}", false);
            }
            else if (vertex.TryGetProperty("completed", out _))
            {
                yield return (step, "DONE", false);
            }
        }

        foreach (var log in Items(root, "logs"))
        {
            var step = Step(Text(log, "vertex"));
            if (log.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.String && data.TryGetBytesFromBase64(out var bytes))
            {
                foreach (var line in Encoding.UTF8.GetString(bytes).Split('\n'))
                {
                    yield return (step, line, true);
                }
            }
        }

        foreach (var name in (string[])["stream", "error", "message", "msg", "status", "Error"])
        {
            foreach (var line in Text(root, name)?.Split('\n') ?? [])
            {
                yield return (0, line, false);
            }
        }
    }

    private int Step(string? digest)
    {
        if (!_steps.TryGetValue(digest ?? "", out var step))
        {
            step = _steps.Count + 1;
            _steps.Add(digest ?? "", step);
        }

        return step;
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray()
            : default;

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;
}
