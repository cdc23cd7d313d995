using System.Text;

namespace GoDockerTasks.Dockerfiles.Parsing;

/// <summary>Reads the flags between an instruction's keyword and its arguments.</summary>
internal static class FlagReader
{
    public static (IReadOnlyList<InstructionFlag> Flags, TextSpan Arguments) Read(string text, TextSpan part)
    {
        List<InstructionFlag>? flags = null;
        var i = part.Start;
        while (true)
        {
            while (i < part.End && char.IsWhiteSpace(text[i]))
            {
                i++;
            }

            var isFlag = i + 1 < part.End && text[i] == '-' && text[i + 1] == '-';
            if (!isFlag)
            {
                return (flags ?? [], new(i, part.End - i));
            }

            var start = i;
            var word = Word(text, ref i, part.End);
            if (word == "--")
            {
                continue;
            }

            var equals = word.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? word[2..] : word[2..equals];
            (flags ??= []).Add(new(name, equals < 0 ? null : word[(equals + 1)..], new(start, i - start)));
        }
    }

    private static string Word(string text, ref int i, int end)
    {
        var word = new StringBuilder();
        var quote = '\0';
        for (; i < end; i++)
        {
            var letter = text[i];
            if (letter == '\\')
            {
                if (i + 1 < end)
                {
                    word.Append(text[++i]);
                }
            }
            else if (quote != '\0')
            {
                _ = letter == quote ? word : word.Append(letter);
                quote = letter == quote ? '\0' : quote;
            }
            else if (letter is '\'' or '"')
            {
                quote = letter;
            }
            else if (char.IsWhiteSpace(letter))
            {
                break;
            }
            else
            {
                word.Append(letter);
            }
        }

        return word.ToString();
    }
}
