using System.Text;

namespace GoDockerTasks.Dockerfiles.Commands;

/// <summary>Finds the simple commands of a POSIX shell script, those in <c>$(…)</c> included.</summary>
/// <remarks>It looks for what is run; it does not run it. What it cannot follow it takes for words.</remarks>
internal sealed class ShellScript
{
    internal const int DeepestNesting = 16;

    private static readonly string[] Openers = ["if", "then", "else", "elif", "do", "while", "until", "!", "{", "("];

    private readonly string _text;
    private readonly int _depth;
    private readonly int _offset;
    private readonly bool _hasSpans;
    private readonly List<ShellCommand> _commands = [];
    private readonly List<ShellWord> _words = [];
    private readonly StringBuilder _word = new();
    private int _wordStart = -1;
    private bool _redirects;
    private int _at;

    private ShellScript(string text, int offset, bool hasSpans, int depth)
    {
        _text = text;
        _offset = offset;
        _hasSpans = hasSpans;
        _depth = depth;
    }

    /// <summary>Reads a script.</summary>
    /// <param name="text">The script.</param>
    /// <param name="hasSpans">Whether the words' places in the text are of use.</param>
    /// <param name="depth">How deep the script is within others.</param>
    /// <returns>The commands in order.</returns>
    public static IReadOnlyList<ShellCommand> Commands(string text, bool hasSpans = true, int depth = 0) =>
        Read(text, 0, hasSpans, depth);

    private static List<ShellCommand> Read(string text, int offset, bool hasSpans, int depth)
    {
        if (depth > DeepestNesting)
        {
            return [];
        }

        var script = new ShellScript(text, offset, hasSpans, depth);
        script.Read();
        return script._commands;
    }

    private void Read()
    {
        while (_at < _text.Length)
        {
            var letter = _text[_at];
            switch (letter)
            {
                case '\n' or ';' or '&' or '|' or '(' or ')':
                    EndCommand();
                    _at++;
                    break;
                case ' ' or '\t' or '\r':
                    EndWord();
                    _at++;
                    break;
                case '#' when _wordStart < 0:
                    SkipComment();
                    break;
                case '<' or '>':
                    Redirect();
                    break;
                default:
                    ReadLetter(letter);
                    break;
            }
        }

        EndCommand();
    }

    private void ReadLetter(char letter)
    {
        StartWord();
        switch (letter)
        {
            case '\'':
                var end = _text.IndexOf('\'', _at + 1);
                end = end < 0 ? _text.Length : end;
                _word.Append(_text, _at + 1, end - _at - 1);
                _at = end + 1;
                break;
            case '"':
                DoubleQuoted();
                break;
            case '\\' when _at + 1 < _text.Length:
                _word.Append(_text[_at + 1] is '\n' ? "" : _text[_at + 1]);
                _at += 2;
                break;
            case '$' or '`':
                Substitution();
                break;
            default:
                _word.Append(letter);
                _at++;
                break;
        }
    }

    private void DoubleQuoted()
    {
        _at++;
        while (_at < _text.Length && _text[_at] != '"')
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length)
            {
                _word.Append(_text[_at + 1]);
                _at += 2;
            }
            else if (_text[_at] is '$' or '`')
            {
                Substitution();
            }
            else
            {
                _word.Append(_text[_at++]);
            }
        }

        _at++;
    }

    private void Substitution()
    {
        var start = _at;
        if (_text[_at] == '`')
        {
            var end = _text.IndexOf('`', _at + 1);
            end = end < 0 ? _text.Length : end;
            _commands.AddRange(Read(_text[(_at + 1)..end], _offset + _at + 1, _hasSpans, _depth + 1));
            _at = Math.Min(end + 1, _text.Length);
        }
        else if (_at + 1 < _text.Length && _text[_at + 1] is '(' or '{')
        {
            var end = Matching(_at + 1);
            if (_text[_at + 1] == '(')
            {
                _commands.AddRange(Read(_text[(_at + 2)..end], _offset + _at + 2, _hasSpans, _depth + 1));
            }

            _at = Math.Min(end + 1, _text.Length);
        }
        else
        {
            _at++;
        }

        _word.Append(_text, start, _at - start);
    }

    private int Matching(int open)
    {
        var depth = 0;
        var closing = _text[open] == '(' ? ')' : '}';
        for (var i = open; i < _text.Length; i++)
        {
            depth += _text[i] == _text[open] ? 1 : _text[i] == closing ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return _text.Length;
    }

    private void Redirect()
    {
        // The number in '2>' belongs to the redirection.
        if (_wordStart >= 0 && _word.Length > 0 && _word.ToString().All(char.IsAsciiDigit))
        {
            _word.Clear();
            _wordStart = -1;
        }

        EndWord();
        while (_at < _text.Length && _text[_at] is '<' or '>' or '&' or '-' or '|')
        {
            _at++;
        }

        _redirects = true;
    }

    private void SkipComment()
    {
        var end = _text.IndexOf('\n', _at);
        _at = end < 0 ? _text.Length : end;
    }

    private void StartWord()
    {
        if (_wordStart < 0)
        {
            _wordStart = _at;
        }
    }

    private void EndWord()
    {
        if (_wordStart < 0)
        {
            return;
        }

        if (!_redirects)
        {
            _words.Add(new(_word.ToString(), _hasSpans ? new(_offset + _wordStart, _at - _wordStart) : default));
        }

        _redirects = false;
        _word.Clear();
        _wordStart = -1;
    }

    private void EndCommand()
    {
        EndWord();
        _redirects = false;
        var first = 0;
        while (first < _words.Count && Openers.Contains(_words[first].Text))
        {
            first++;
        }

        if (first < _words.Count)
        {
            _commands.AddRange(CommandWrappers.Unwrap([.. _words.Skip(first)], _depth));
        }

        _words.Clear();
    }
}
