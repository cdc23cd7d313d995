using System.Text;

namespace GoDockerTasks.Dockerfiles.Parsing;

/// <summary>Fills in variables and takes quotes away, by the rules of the Dockerfile, not of a shell.</summary>
/// <remarks>See https://docs.docker.com/reference/dockerfile/#environment-replacement.</remarks>
/// <param name="value">Gives the value of a variable; null when it is not set.</param>
/// <param name="escape">The file's escape character.</param>
public sealed partial class VariableExpander(Func<string, string?> value, char escape = '\\')
{
    /// <summary>The most characters that variables may bring into a word: Linux starts no command with a longer variable (MAX_ARG_STRLEN).</summary>
    public const int Longest = 128 * 1024;

    private const int DeepestNesting = 64;

    private string _word = "";
    private int _depth;
    private int _at;
    private int _brought;
    private string? _problem;

    /// <summary>Gets a value indicating whether the last word was given up because of <see cref="Longest"/>.</summary>
    public bool IsOverlong { get; private set; }

    /// <summary>Expands a word.</summary>
    /// <param name="word">The word, as written.</param>
    /// <param name="expanded">The word as BuildKit sees it.</param>
    /// <returns>False when the word is not well-formed or gets too long, or a variable that it insists on is not set.</returns>
    public bool TryExpand(string word, out string expanded)
    {
        expanded = word;
        IsOverlong = false;
        if (word.AsSpan().IndexOfAny("$'\"\\`") < 0)
        {
            return true;
        }

        _word = word;
        _at = 0;
        _depth = 0;
        _brought = 0;
        _problem = null;
        var result = Until('\0', raw: false);
        if (_problem is not null)
        {
            return false;
        }

        expanded = result;
        return true;
    }

    private string Until(char stop, bool raw)
    {
        var result = new StringBuilder();
        while (_at < _word.Length && _problem is null)
        {
            var letter = _word[_at++];
            if (letter == stop && stop != '\0')
            {
                return result.ToString();
            }

            switch (letter)
            {
                case '\'':
                    result.Append(SingleQuoted());
                    break;
                case '"':
                    DoubleQuoted(result, raw);
                    break;
                case '$':
                    result.Append(Variable());
                    break;
                default:
                    Plain(result, letter, raw);
                    break;
            }
        }

        if (stop != '\0')
        {
            _problem ??= $"there is no '{stop}'";
        }

        return result.ToString();
    }

    private void Plain(StringBuilder result, char letter, bool raw)
    {
        if (letter != escape)
        {
            result.Append(letter);
            return;
        }

        if (raw)
        {
            result.Append(letter);
        }

        if (_at < _word.Length)
        {
            result.Append(_word[_at++]);
        }
    }

    private string SingleQuoted()
    {
        var end = _word.IndexOf('\'', _at);
        if (end < 0)
        {
            _problem = "a single quote has no end";
            return "";
        }

        var text = _word[_at..end];
        _at = end + 1;
        return text;
    }

    private void DoubleQuoted(StringBuilder result, bool raw)
    {
        while (_at < _word.Length && _problem is null)
        {
            var letter = _word[_at++];
            if (letter == '"')
            {
                return;
            }

            if (letter == '$')
            {
                result.Append(Variable());
            }
            else if (letter == escape && _at < _word.Length && (_word[_at] is '"' or '$' || _word[_at] == escape))
            {
                result.Append(raw ? letter : "").Append(_word[_at++]);
            }
            else if (letter != escape || _at < _word.Length)
            {
                result.Append(letter);
            }
        }

        _problem ??= "a double quote has no end";
    }

    // ENV A=$A$A doubles A with every line.
    private string Variable()
    {
        var text = Reference();
        _brought += text.Length;
        if (_brought > Longest)
        {
            IsOverlong = true;
            _problem ??= $"variables bring more than {Longest / 1024} KiB";
        }

        return _problem is null ? text : "";
    }

    private string Reference()
    {
        if (_at >= _word.Length || _word[_at] != '{')
        {
            var name = Name();
            return name.Length == 0 ? "$" : value(name) ?? "";
        }

        _at++;
        if (++_depth > DeepestNesting)
        {
            _problem = "variables are nested too deeply";
            return "";
        }

        var text = Braced();
        _depth--;
        return text;
    }

    private string Name()
    {
        var start = _at;
        if (_at < _word.Length && char.IsAsciiDigit(_word[_at]))
        {
            while (_at < _word.Length && char.IsAsciiDigit(_word[_at]))
            {
                _at++;
            }
        }
        else if (_at < _word.Length && "@*#?-$!".Contains(_word[_at], StringComparison.Ordinal))
        {
            _at++;
        }
        else
        {
            while (_at < _word.Length && (char.IsLetterOrDigit(_word[_at]) || _word[_at] == '_'))
            {
                _at++;
            }
        }

        return _word[start.._at];
    }
}
