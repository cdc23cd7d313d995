namespace GoDockerTasks.Dockerfiles.Parsing;

/// <summary>Reads the names and values of ARG, ENV and LABEL.</summary>
internal static class AssignmentReader
{
    public static List<Assignment> Arguments(InstructionParts parts)
    {
        var text = parts.Logical.Text;
        List<Assignment> assignments = [];
        foreach (var word in Words.Quoted(text, parts.Arguments, parts.Escape))
        {
            var equals = text.IndexOf('=', word.Start, word.Length);
            assignments.Add(equals < 0
                ? new(word.Of(text), null, word)
                : new(text[word.Start..equals], text[(equals + 1)..word.End], word));
        }

        return assignments;
    }

    public static List<Assignment> Pairs(InstructionParts parts, string keyword, List<ParseProblem> problems)
    {
        var text = parts.Logical.Text;
        var words = Words.Quoted(text, parts.Arguments, parts.Escape);
        if (words.Count > 0 && !words[0].Of(text).Contains('=', StringComparison.Ordinal))
        {
            return Legacy(parts, keyword, problems);
        }

        List<Assignment> assignments = [];
        foreach (var word in words)
        {
            var equals = text.IndexOf('=', word.Start, word.Length);
            if (equals <= word.Start)
            {
                problems.Add(new(parts.Line, $"{keyword}: '{word.Of(text)}' is not of the form name=value."));
                continue;
            }

            assignments.Add(new(text[word.Start..equals], text[(equals + 1)..word.End], word));
        }

        return assignments;
    }

    // ENV NAME the rest of the line
    private static List<Assignment> Legacy(InstructionParts parts, string keyword, List<ParseProblem> problems)
    {
        var text = parts.Logical.Text;
        var end = text.AsSpan(parts.Arguments.Start, parts.Arguments.Length).IndexOfAny(Words.Blanks);
        if (end < 0)
        {
            problems.Add(new(parts.Line, $"{keyword} takes name=value, or a name, a space and a value."));
            return [];
        }

        var nameEnd = parts.Arguments.Start + end;
        var value = nameEnd;
        while (value < parts.Arguments.End && Array.IndexOf(Words.Blanks, text[value]) >= 0)
        {
            value++;
        }

        return [new(text[parts.Arguments.Start..nameEnd], text[value..parts.Arguments.End], parts.Arguments)];
    }
}
