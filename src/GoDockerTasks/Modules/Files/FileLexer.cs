using System.Text;

namespace GoDockerTasks.Modules;

/// <summary>Takes a go.mod or go.work file apart into its directives.</summary>
/// <remarks>https://go.dev/ref/mod#go-mod-file-lexical and https://go.dev/ref/mod#go-mod-file-grammar.</remarks>
internal static class FileLexer
{
    private const string CommentForm = "a comment begins with //, not with /*";
    private const string Punctuation = "()[]{},";
    private const char ByteOrderMark = '\uFEFF';

    // Directives that Go takes as a line only.
    private static readonly string[] WithoutBlock = ["go", "toolchain"];

    /// <summary>Reads a file as Go does: as UTF-8, with a byte order mark left in the text, where it is an error.</summary>
    /// <remarks>The file is small: to go on elsewhere when it is read would take longer than to read it, most of all in a process that has just begun.</remarks>
    public static Task<string> TextAsync(string file, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Encoding.UTF8.GetString(File.ReadAllBytes(file)));
    }

    /// <summary>Reads the directives; what cannot be read becomes a problem.</summary>
    public static IReadOnlyList<FileStatement> Read(string text, List<FileProblem> problems)
    {
        List<FileStatement> statements = [];
        string? block = null;
        var blockLine = 0;
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (ConflictMarker.Is(line))
            {
                problems.Add(new(number, ConflictMarker.Problem));
                continue;
            }

            if (Tokens(line, out var comment, out var problem) is not { } tokens)
            {
                problems.Add(new(number, problem!));
                continue;
            }

            if (tokens.Count == 0)
            {
                continue;
            }

            if (block is null && tokens[0].IsQuoted)
            {
                problems.Add(new(number, $"'{tokens[0].Text}' is quoted; a directive is written without quotes"));
                continue;
            }

            if (block is not null && tokens is [{ Text: ")", IsQuoted: false }])
            {
                block = null;
            }
            else if (block is not null)
            {
                statements.Add(new(block, [.. tokens.Select(token => token.Text)], comment, number));
            }
            else if (tokens is [{ IsQuoted: false }, { Text: "(", IsQuoted: false }])
            {
                (block, blockLine) = (tokens[0].Text, number);
                if (WithoutBlock.Contains(block))
                {
                    problems.Add(new(number, $"'{block}' has no block; it is one line, such as 'go 1.24' or 'toolchain go1.24.4'"));
                }
            }
            else if (tokens is not [_, { Text: "(", IsQuoted: false }, { Text: ")", IsQuoted: false }])
            {
                statements.Add(new(tokens[0].Text, [.. tokens.Skip(1).Select(token => token.Text)], comment, number));
            }
        }

        if (block is not null)
        {
            problems.Add(new(blockLine, $"the block '{block} (' has no end; it ends with a line ')'"));
        }

        return statements;
    }

    private static List<Token>? Tokens(string line, out string comment, out string? problem)
    {
        (comment, problem) = ("", null);
        List<Token> tokens = [];
        for (var at = 0; at < line.Length;)
        {
            if (line[at] is ' ' or '\t' or '\r')
            {
                at++;
            }
            else if (IsUnexpected(line[at]))
            {
                problem = Unexpected(line[at]);
                return null;
            }
            else if (Begins(line, at, "//"))
            {
                comment = line[(at + 2)..].Trim();
                return tokens;
            }
            else if (Begins(line, at, "/*"))
            {
                problem = CommentForm;
                return null;
            }
            else if (Begins(line, at, "=>"))
            {
                tokens.Add(new("=>", false));
                at += 2;
            }
            else if (Punctuation.Contains(line[at], StringComparison.Ordinal))
            {
                tokens.Add(new(line[at++].ToString(), false));
            }
            else if (line[at] == '"')
            {
                if (QuotedString.Read(line, ref at) is not { } text)
                {
                    problem = "a string has no end or an unknown escape; it ends with the quote it began with, on the same line";
                    return null;
                }

                tokens.Add(new(text, true));
            }
            else
            {
                var word = Word(line, ref at);
                if (word.Contains("/*", StringComparison.Ordinal))
                {
                    problem = CommentForm;
                    return null;
                }

                if (word.AsSpan().ContainsAny("\"'`"))
                {
                    problem = $"'{word}' has a quote in it; a string that needs quotes begins and ends with \"";
                    return null;
                }

                tokens.Add(new(word, false));
            }
        }

        return tokens;
    }

    private static bool Begins(string line, int at, string what) =>
        string.CompareOrdinal(line, at, what, 0, what.Length) == 0;

    // Other white space, which no editor tells from a space, and what other encodings leave behind.
    private static bool IsUnexpected(char letter) =>
        letter is ByteOrderMark or '\0' || (char.IsWhiteSpace(letter) && letter is not (' ' or '\t' or '\r'));

    private static string Unexpected(char letter) => letter is ByteOrderMark or '\0'
        ? $"the character U+{(int)letter:X4} is not allowed; the file has to be UTF-8 without a byte order mark"
        : $"the character U+{(int)letter:X4} is not allowed; words are separated by spaces or tabs";

    private static string Word(string line, ref int at)
    {
        var start = at;
        while (at < line.Length && !IsUnexpected(line[at]) && line[at] is not (' ' or '\t' or '\r')
            && !Punctuation.Contains(line[at], StringComparison.Ordinal)
            && !Begins(line, at, "//"))
        {
            at++;
        }

        return line[start..at];
    }

    private readonly record struct Token(string Text, bool IsQuoted);
}
