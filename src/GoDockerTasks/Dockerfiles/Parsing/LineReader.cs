using System.Buffers;

namespace GoDockerTasks.Dockerfiles.Parsing;

/// <summary>The lines of a text, each with its place, its length without the line end, and its length with it.</summary>
internal sealed class LineReader(string text)
{
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n");

    private int _next = text.StartsWith('\uFEFF') ? 1 : 0;

    public int Number { get; private set; }

    public TextSpan Line { get; private set; }

    /// <summary>Where the line starts that <see cref="Read"/> will give next.</summary>
    public int Next => _next;

    public bool Read()
    {
        if (_next >= text.Length)
        {
            return false;
        }

        var rest = text.AsSpan(_next);
        var feed = rest.IndexOf('\n');
        var whole = feed < 0 ? rest.Length : feed + 1;
        var bare = rest[..whole].LastIndexOfAnyExcept(LineEnds) + 1;
        Line = new(_next, bare);
        _next += whole;
        Number++;
        return true;
    }
}
