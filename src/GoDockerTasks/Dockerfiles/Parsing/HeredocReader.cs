using System.Text;

namespace GoDockerTasks.Dockerfiles.Parsing;

/// <summary>Finds <c>&lt;&lt;WORD</c> in an instruction and reads the lines up to that word.</summary>
internal sealed class HeredocReader(string text, LineReader lines, int line, List<ParseProblem> problems)
{
    public IReadOnlyList<Heredoc> Read(string joined, TextSpan arguments)
    {
        if (!joined.AsSpan(arguments.Start, arguments.Length).Contains("<<", StringComparison.Ordinal))
        {
            return [];
        }

        List<Heredoc> heredocs = [];

        // A heredoc's word knows only the backslash, whatever the file's escape character is.
        foreach (var word in Words.Quoted(joined, arguments, '\\'))
        {
            if (Start(word.Of(joined)) is { } start)
            {
                heredocs.Add(ReadContent(start));
            }
        }

        return heredocs;
    }

    private Heredoc ReadContent(Heredoc heredoc)
    {
        var start = lines.Next;
        var first = lines.Number + 1;
        while (lines.Read())
        {
            var end = lines.Line.Of(text);
            if ((heredoc.StripsTabs ? end.TrimStart('\t') : end) == heredoc.Name)
            {
                return heredoc with { Content = text[start..lines.Line.Start], Start = start, Line = first };
            }
        }

        problems.Add(new(line, $"The heredoc '{heredoc.Name}' does not end; a line with only this word ends it."));
        return heredoc with { Content = text[start..], Start = start, Line = first };
    }

    private static Heredoc? Start(string word)
    {
        var digits = word.TakeWhile(char.IsAsciiDigit).Count();
        if (!word.AsSpan(digits).StartsWith("<<", StringComparison.Ordinal))
        {
            return null;
        }

        var strips = word.AsSpan(digits + 2).StartsWith("-", StringComparison.Ordinal);
        var quoted = word[(digits + (strips ? 3 : 2))..];
        if (quoted.Length == 0 || quoted.Contains('<', StringComparison.Ordinal))
        {
            return null;
        }

        var name = Unquote(quoted, out var hasQuotes);
        _ = int.TryParse(word.AsSpan(0, digits), out var descriptor);
        return name.Length == 0 ? null : new(name, descriptor, !hasQuotes, strips, "", 0, 0);
    }

    private static string Unquote(string word, out bool hasQuotes)
    {
        var name = new StringBuilder();
        var quote = '\0';
        hasQuotes = false;
        for (var i = 0; i < word.Length; i++)
        {
            var letter = word[i];
            if (letter == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && letter is '\'' or '"')
            {
                quote = letter;
                hasQuotes = true;
            }
            else if (letter == '\\' && quote != '\'' && i + 1 < word.Length)
            {
                name.Append(word[++i]);
            }
            else
            {
                name.Append(letter);
            }
        }

        return name.ToString();
    }
}
