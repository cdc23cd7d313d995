using System.Text;

namespace GoDockerTasks.Dockerfiles.Parsing;

/// <summary>A pattern with <c>*</c> and <c>?</c>, matched in time proportional to its length times the text's.</summary>
internal sealed class ShellPattern
{
    private readonly List<char> _letters = [];
    private readonly List<Kind> _kinds = [];

    public ShellPattern(string pattern)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            var escaped = pattern[i] == '\\' && i + 1 < pattern.Length;
            i += escaped ? 1 : 0;
            _letters.Add(pattern[i]);
            _kinds.Add(escaped ? Kind.Letter : pattern[i] switch { '*' => Kind.Any, '?' => Kind.One, _ => Kind.Letter });
        }
    }

    private enum Kind
    {
        Letter,
        One,
        Any,
    }

    /// <summary>Gives how much of a text the pattern matches from a place on; null when it does not.</summary>
    public int? PrefixLength(string text, int start, bool longest)
    {
        // states[i]: the first i parts of the pattern match what has been read.
        var states = new bool[_kinds.Count + 1];
        states[0] = true;
        Skip(states);
        int? found = null;
        for (var i = start; ; i++)
        {
            if (states[^1])
            {
                found = i - start;
                if (!longest)
                {
                    return found;
                }
            }

            if (i >= text.Length || !Step(states, text[i]))
            {
                return found;
            }
        }
    }

    /// <summary>Gives where a match that reaches to the text's end starts; null when there is none.</summary>
    public int? SuffixStart(string text, bool longest)
    {
        _letters.Reverse();
        _kinds.Reverse();
        var reversed = text.ToCharArray();
        Array.Reverse(reversed);
        var length = PrefixLength(new(reversed), 0, longest);
        _letters.Reverse();
        _kinds.Reverse();
        return length is null ? null : text.Length - length;
    }

    /// <summary>Replaces what matches; stops once the result is longer than a limit.</summary>
    public string Replace(string text, string replacement, bool all, int limit)
    {
        var result = new StringBuilder();
        var i = 0;
        while (i <= text.Length && result.Length <= limit)
        {
            if (PrefixLength(text, i, longest: true) is { } length)
            {
                result.Append(replacement);
                i += length;
                if (!all)
                {
                    return result.Append(text, i, text.Length - i).ToString();
                }

                if (length > 0)
                {
                    continue;
                }
            }

            if (i < text.Length)
            {
                result.Append(text[i]);
            }

            i++;
        }

        return result.ToString();
    }

    private bool Step(bool[] states, char letter)
    {
        var alive = false;
        for (var i = _kinds.Count; i >= 0; i--)
        {
            var stays = i < _kinds.Count && _kinds[i] == Kind.Any && states[i];
            var moves = i > 0 && states[i - 1] && (_kinds[i - 1] == Kind.One || (_kinds[i - 1] == Kind.Letter && _letters[i - 1] == letter));
            states[i] = stays || moves;
            alive |= states[i];
        }

        Skip(states);
        return alive;
    }

    private void Skip(bool[] states)
    {
        for (var i = 0; i < _kinds.Count; i++)
        {
            states[i + 1] |= states[i] && _kinds[i] == Kind.Any;
        }
    }
}
