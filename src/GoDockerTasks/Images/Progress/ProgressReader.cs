using System.Text;
using System.Text.Json;

namespace GoDockerTasks.Images;

/// <summary>Takes docker's lines apart into progress messages and plain text.</summary>
/// <param name="onStatus">Called for each message of <c>--progress=rawjson</c>.</param>
/// <param name="onText">Called for each line that is none: errors, the Dockerfile's excerpt, an older docker's plain progress.</param>
/// <remarks>
/// buildx up to 0.2x prints each message over many lines, indented; later ones on one line. In both forms the first line starts with a brace
/// in the first column and the last one ends with one, and nothing inside a message does: JSON has no line feeds in its strings.
/// </remarks>
internal sealed class ProgressReader(Action<SolveStatus> onStatus, Action<string> onText)
{
    private readonly StringBuilder _message = new();

    /// <summary>Takes one line.</summary>
    public void Take(string line)
    {
        if (_message.Length == 0 && !line.StartsWith('{'))
        {
            onText(line);
            return;
        }

        _message.Append(line).Append('\n');
        if (line == "}" || (_message.Length == line.Length + 1 && line.EndsWith('}')))
        {
            Flush();
        }
    }

    /// <summary>Hands on what is left of a message that was cut off.</summary>
    public void Flush()
    {
        if (_message.Length == 0)
        {
            return;
        }

        var text = _message.ToString();
        _message.Clear();
        SolveStatus? status = null;
        try
        {
            status = SolveStatus.Read(text);
        }
        catch (JsonException)
        {
            // Something else with braces, or cut off: a reader can still make sense of it.
        }

        if (status is not null)
        {
            onStatus(status);
            return;
        }

        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            onText(line);
        }
    }
}
