namespace GoDockerTasks.Dockerfiles.Parsing;

/// <content>What stands between braces: <c>${name:-word}</c>, <c>${name#pattern}</c>, <c>${name/pattern/word}</c>.</content>
public sealed partial class VariableExpander
{
    private string Braced()
    {
        var name = Name();
        if (name.Length == 0 || _at >= _word.Length)
        {
            _problem = "'${' is not followed by a name and '}'";
            return "";
        }

        var current = value(name);
        var modifier = _word[_at++];
        if (modifier == '}')
        {
            return current ?? "";
        }

        var emptyCounts = modifier == ':';
        if (emptyCounts)
        {
            modifier = _at < _word.Length ? _word[_at++] : '\0';
        }

        return modifier switch
        {
            '-' or '+' or '?' => Default(modifier, current, emptyCounts),
            '#' or '%' when !emptyCounts => Trim(modifier, current ?? ""),
            '/' when !emptyCounts => Replace(current ?? ""),
            _ => Unknown(modifier),
        };
    }

    private string Unknown(char modifier)
    {
        _problem = $"'{modifier}' is not a modifier of a variable";
        return "";
    }

    private string Default(char modifier, string? current, bool emptyCounts)
    {
        var word = Until('}', raw: false);
        var missing = current is null || (emptyCounts && current.Length == 0);
        if (modifier == '?' && missing)
        {
            _problem ??= word.Length > 0 ? word : "a variable that has to be set is not";
        }

        return modifier switch { '-' => missing ? word : current!, '+' => missing ? "" : word, _ => current ?? "" };
    }

    private string Trim(char modifier, string current)
    {
        var longest = _at < _word.Length && _word[_at] == modifier;
        _at += longest ? 1 : 0;
        var pattern = new ShellPattern(Until('}', raw: true));
        if (modifier == '#')
        {
            return pattern.PrefixLength(current, 0, longest) is { } length ? current[length..] : current;
        }

        return pattern.SuffixStart(current, longest) is { } start ? current[..start] : current;
    }

    private string Replace(string current)
    {
        var all = _at < _word.Length && _word[_at] == '/';
        _at += all ? 1 : 0;
        var pattern = new ShellPattern(Until('/', raw: true));
        var replacement = Until('}', raw: true);
        return pattern.Replace(current, replacement, all, Longest);
    }
}
