namespace GoDockerTasks.Dockerfiles.Parsing;

/// <summary>Recognises parser directives, which stand before anything else.</summary>
internal sealed class DirectiveReader
{
    private readonly HashSet<string> _seen = [];
    private bool _ended;

    public char Escape { get; private set; } = '\\';

    /// <summary>Says that something else has been met: what follows is no directive.</summary>
    public void End() => _ended = true;

    /// <summary>Reads a comment; gives null where it is an ordinary one.</summary>
    public ParserDirective? Read(string comment, int line, List<ParseProblem> problems)
    {
        if (_ended || Split(comment) is not var (name, value) || name is not ("syntax" or "escape" or "check"))
        {
            _ended = true;
            return null;
        }

        if (!_seen.Add(name))
        {
            problems.Add(new(line, $"The parser directive '{name}' is there twice; only the first may stay."));
        }
        else if (name == ParserDirective.Escape)
        {
            SetEscape(value, line, problems);
        }

        return new(name, value, line);
    }

    private void SetEscape(string value, int line, List<ParseProblem> problems)
    {
        if (value is "\\" or "`")
        {
            Escape = value[0];
        }
        else
        {
            problems.Add(new(line, $"The escape character is '{value}'; it takes \\ or `."));
        }
    }

    private static (string Name, string Value)? Split(string comment)
    {
        var equals = comment.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            return null;
        }

        var name = comment[1..equals].Trim();
        var value = comment[(equals + 1)..].Trim();
        return name.Length > 0 && value.Length > 0 && char.IsAsciiLetter(name[0]) && name.All(char.IsAsciiLetterOrDigit)
            ? (name.ToLowerInvariant(), value)
            : null;
    }
}
