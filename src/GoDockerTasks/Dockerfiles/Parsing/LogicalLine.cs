using System.Text;

namespace GoDockerTasks.Dockerfiles.Parsing;

/// <summary>An instruction's lines joined into one, which remembers where each character came from.</summary>
public sealed class LogicalLine
{
    private readonly List<(int Logical, int Source)> _pieces = [];
    private readonly StringBuilder _joined = new();
    private string? _text;

    /// <summary>Gets the joined text: continuation characters, comments and empty lines are gone.</summary>
    public string Text => _text ??= _joined.ToString();

    /// <summary>Gives the place in the Dockerfile of a place in the joined text.</summary>
    /// <param name="logical">A place in the joined text, or its end.</param>
    /// <returns>The place in the Dockerfile's text.</returns>
    public int ToSource(int logical)
    {
        var low = 0;
        var high = _pieces.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_pieces[middle].Logical <= logical)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return _pieces[low].Source + (logical - _pieces[low].Logical);
    }

    /// <summary>Gives the place in the Dockerfile behind a character of the joined text.</summary>
    /// <param name="logicalEnd">The place behind the character; greater than 0.</param>
    /// <returns>The place in the Dockerfile's text, on the same line as that character.</returns>
    public int ToSourceEnd(int logicalEnd) => ToSource(logicalEnd - 1) + 1;

    internal void Add(string text, int start, int length)
    {
        _pieces.Add((_joined.Length, start));
        _joined.Append(text, start, length);
        _text = null;
    }
}
