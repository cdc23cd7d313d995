namespace GoDockerTasks.Dockerfiles.Parsing;

/// <summary>Splits an instruction's arguments into words as BuildKit does.</summary>
internal static class Words
{
    /// <summary>What separates the words of instructions that know no quotes.</summary>
    public static readonly char[] Blanks = ['\t', '\v', '\f', '\r', ' '];

    /// <summary>Splits at white space outside quotes. Quotes and escape characters stay in the words.</summary>
    public static List<TextSpan> Quoted(string text, TextSpan part, char escape)
    {
        List<TextSpan> words = [];
        var i = part.Start;
        while (i < part.End)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }

            var start = i;
            i = EndOfWord(text, i, part.End, escape);
            words.Add(new(start, i - start));
        }

        return words;
    }

    private static int EndOfWord(string text, int i, int end, char escape)
    {
        var quote = '\0';
        for (; i < end; i++)
        {
            var letter = text[i];
            if (letter == escape && quote != '\'')
            {
                i++;
            }
            else if (quote != '\0')
            {
                quote = letter == quote ? '\0' : quote;
            }
            else if (letter is '\'' or '"')
            {
                quote = letter;
            }
            else if (char.IsWhiteSpace(letter))
            {
                return i;
            }
        }

        return end;
    }
}
