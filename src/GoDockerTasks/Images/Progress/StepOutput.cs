using System.Text;

namespace GoDockerTasks.Images;

/// <summary>Puts a step's output together into lines; BuildKit cuts it wherever its buffer was full, within a letter if need be.</summary>
internal sealed class StepOutput
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _open = new();

    /// <summary>Takes a piece of output and gives the lines that it completes.</summary>
    public IEnumerable<string> Take(byte[] data)
    {
        var letters = new char[Encoding.UTF8.GetMaxCharCount(data.Length)];
        var count = _decoder.GetChars(data, letters, flush: false);
        _open.Append(letters, 0, count);

        var text = _open.ToString();
        var end = text.LastIndexOf('\n');
        if (end < 0)
        {
            return [];
        }

        _open.Remove(0, end + 1);
        return text[..end].Split('\n').Select(AsShown);
    }

    /// <summary>Gives the line that no line feed ended; null when there is none.</summary>
    public string? Rest()
    {
        var text = _open.Length == 0 ? null : AsShown(_open.ToString());
        _open.Clear();

        return text;
    }

    // What a terminal would show in the end: progress bars go back to the start of the line and write over it.
    private static string AsShown(string line)
    {
        line = line.TrimEnd('\r');
        return line[(line.LastIndexOf('\r') + 1)..];
    }
}
