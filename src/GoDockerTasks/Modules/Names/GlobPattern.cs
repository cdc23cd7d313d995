using System.Text;

namespace GoDockerTasks.Modules;

/// <summary>Shell patterns as Go's <c>path.Match</c> reads them (https://pkg.go.dev/path#Match).</summary>
internal static class GlobPattern
{
    /// <summary>Says whether a pattern matches a whole name; a malformed one matches nothing.</summary>
    public static bool Match(string pattern, string name)
    {
        Rune[] runes = [.. pattern.EnumerateRunes()];
        Rune[] letters = [.. name.EnumerateRunes()];
        var (at, read) = (0, 0);
        var (star, resume) = (-1, 0);
        while (read < letters.Length)
        {
            if (at < runes.Length && runes[at].Value == '*')
            {
                (star, resume) = (at++, read);
                continue;
            }

            if (at < runes.Length && One(runes, at, letters[read]) is { } next)
            {
                if (next < 0)
                {
                    return false;
                }

                (at, read) = (next, read + 1);
                continue;
            }

            if (star < 0 || letters[resume].Value == '/')
            {
                return false;
            }

            (at, read) = (star + 1, ++resume);
        }

        while (at < runes.Length && runes[at].Value == '*')
        {
            at++;
        }

        return at == runes.Length;
    }

    /// <summary>Says whether a pattern can match anything: its ranges are closed, and nothing is missing behind a backslash.</summary>
    public static bool IsWellFormed(string pattern)
    {
        Rune[] runes = [.. pattern.EnumerateRunes()];
        for (var at = 0; at < runes.Length;)
        {
            switch (runes[at++].Value)
            {
                case '\\' when at++ == runes.Length:
                case '[' when Class(runes, ref at, default) is null:
                    return false;
            }
        }

        return true;
    }

    /// <summary>Matches one character; gives what comes after it in the pattern, null for no match, -1 for a malformed pattern.</summary>
    private static int? One(Rune[] pattern, int at, Rune letter)
    {
        switch (pattern[at].Value)
        {
            case '?':
                return letter.Value == '/' ? null : at + 1;
            case '\\':
                return at + 1 == pattern.Length ? -1 : pattern[at + 1] == letter ? at + 2 : null;
            case '[':
                at++;
                return Class(pattern, ref at, letter) is not { } matches ? -1 : matches ? at : null;
            default:
                return pattern[at] == letter ? at + 1 : null;
        }
    }

    /// <summary>Says whether a range has a character, and moves past it; null for a malformed one.</summary>
    private static bool? Class(Rune[] pattern, ref int at, Rune letter)
    {
        var negated = at < pattern.Length && pattern[at].Value == '^';
        at += negated ? 1 : 0;
        var (matched, ranges) = (false, 0);
        while (at < pattern.Length && !(pattern[at].Value == ']' && ranges > 0))
        {
            if (Bound(pattern, ref at) is not { } low)
            {
                return null;
            }

            var high = low;
            if (at < pattern.Length && pattern[at].Value == '-')
            {
                at++;
                if (Bound(pattern, ref at) is not { } bound)
                {
                    return null;
                }

                high = bound;
            }

            matched |= low <= letter && letter <= high;
            ranges++;
        }

        return at++ < pattern.Length ? matched != negated : null;
    }

    private static Rune? Bound(Rune[] pattern, ref int at)
    {
        if (at >= pattern.Length || pattern[at].Value is '-' or ']')
        {
            return null;
        }

        if (pattern[at].Value == '\\' && ++at >= pattern.Length)
        {
            return null;
        }

        return pattern[at++];
    }
}
