using System.Text.Json;

namespace GoDockerTasks.Dockerfiles.Parsing;

/// <summary>Makes an instruction of its joined lines, and reads the heredocs that follow them.</summary>
internal sealed class InstructionReader(
    string text,
    LogicalLine logical,
    char escape,
    int line,
    LineReader lines,
    IReadOnlyList<LineNote> comments,
    List<ParseProblem> problems)
{
    private static readonly string[] JsonKeywords =
        ["ADD", "CMD", "COPY", "ENTRYPOINT", "HEALTHCHECK", "RUN", "SHELL", "VOLUME"];

    private bool _inTrigger;

    public Instruction Read() => Read(0);

    private Instruction Read(int start)
    {
        var joined = logical.Text;
        var end = joined.Length;
        while (start < end && char.IsWhiteSpace(joined[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(joined[end - 1]))
        {
            end--;
        }

        var keyword = new TextSpan(start, EndOfKeyword(joined, start, end) - start);
        var (flags, arguments) = FlagReader.Read(joined, new(keyword.End, end - keyword.End));
        var parts = new InstructionParts
        {
            Logical = logical,
            Keyword = keyword,
            Arguments = arguments,
            Escape = escape,
            Line = line,
            EndLine = lines.Number,
            Flags = flags,
            Comments = comments,
        };

        return Typed(parts, keyword.Of(joined).ToUpperInvariant());
    }

    private Instruction Typed(InstructionParts parts, string keyword)
    {
        // 'ONBUILD ONBUILD' is refused anyway, so there is no need to follow it.
        if (keyword == "ONBUILD" && parts.Arguments.Length > 0 && !_inTrigger)
        {
            _inTrigger = true;
            var trigger = Read(parts.Arguments.Start);
            return new OnBuildInstruction(
                parts with { EndLine = trigger.EndLine, Heredocs = trigger.Heredocs }, trigger);
        }

        if (Array.IndexOf(JsonKeywords, keyword) >= 0)
        {
            parts = parts with { Json = Json(parts.Arguments.Of(logical.Text), keyword) };
        }

        if (keyword is "RUN" or "COPY" or "ADD" && parts.Json is null)
        {
            var heredocs = new HeredocReader(text, lines, line, problems).Read(logical.Text, parts.Arguments);
            parts = parts with { Heredocs = heredocs, EndLine = lines.Number };
        }

        return keyword switch
        {
            "FROM" => new FromInstruction(parts),
            "ARG" => new AssignmentInstruction(parts, AssignmentReader.Arguments(parts)),
            "ENV" or "LABEL" => new AssignmentInstruction(parts, AssignmentReader.Pairs(parts, keyword, problems)),
            "COPY" or "ADD" => new CopyInstruction(parts),
            "RUN" => new RunInstruction(parts),
            _ => new Instruction(parts),
        };
    }

    private string[]? Json(string arguments, string keyword)
    {
        if (keyword == "HEALTHCHECK")
        {
            var bracket = arguments.IndexOf('[', StringComparison.Ordinal);
            arguments = bracket < 0 ? "" : arguments[bracket..];
        }

        if (!arguments.StartsWith('['))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(arguments);
            if (document.RootElement.EnumerateArray().Any(word => word.ValueKind != JsonValueKind.String))
            {
                problems.Add(new(line, $"{keyword}: a JSON array takes strings only, such as [\"go\", \"build\"]."));
                return null;
            }

            return [.. document.RootElement.EnumerateArray().Select(word => word.GetString()!)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            // No JSON, so it is in shell form: 'RUN [ -f go.mod ] && …'.
            return null;
        }
    }

    private static int EndOfKeyword(string joined, int start, int end)
    {
        while (start < end && Array.IndexOf(Words.Blanks, joined[start]) < 0)
        {
            start++;
        }

        return start;
    }
}
