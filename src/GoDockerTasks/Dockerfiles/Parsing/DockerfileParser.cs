namespace GoDockerTasks.Dockerfiles.Parsing;

/// <summary>Takes a Dockerfile apart, by the rules of BuildKit's own parser.</summary>
/// <remarks>See https://docs.docker.com/reference/dockerfile/#format. One pass, no backtracking.</remarks>
internal sealed class DockerfileParser(string text)
{
    private readonly LineReader _lines = new(text);
    private readonly DirectiveReader _directives = new();
    private readonly List<DockerfileNode> _nodes = [];
    private readonly List<ParseProblem> _problems = [];
    private List<LineNote> _comments = [];

    public Dockerfile Parse()
    {
        while (_lines.Read())
        {
            ReadNode(_lines.Line);
        }

        Instruction[] instructions = [.. _nodes.Select(node => node.Instruction).OfType<Instruction>()];
        if (instructions.Length == 0 && _problems.Count == 0)
        {
            _problems.Add(new(Math.Max(1, _lines.Number), "There is no instruction; a Dockerfile starts with FROM."));
        }

        // The dockerd of Docker 26 goes down on such a file, so it must not get there.
        if (instructions.Length > 0 && instructions.All(instruction => instruction.Keyword == "ARG"))
        {
            _problems.Add(new(instructions[^1].Line, "There is no FROM; a Dockerfile has at least one stage."));
        }

        _problems.AddRange(InstructionRules.Check(instructions));
        return new(text, _nodes, instructions, _directives.Escape, [.. _problems.OrderBy(problem => problem.Line)]);
    }

    private void ReadNode(TextSpan line)
    {
        // The first piece starts at 0, so that a byte order mark is part of it.
        var start = _nodes.Count == 0 ? 0 : line.Start;
        var number = _lines.Number;
        var content = TrimStart(line);
        if (content.Length == 0)
        {
            _directives.End();
            Add(NodeKind.Blank, start, number);
        }
        else if (text[content.Start] == '#')
        {
            ReadComment(content, start, number);
        }
        else
        {
            _directives.End();
            ReadInstruction(content, start, number);
        }
    }

    private void ReadComment(TextSpan content, int start, int number)
    {
        var directive = _directives.Read(content.Of(text), number, _problems);
        if (directive is null)
        {
            _comments.Add(new(number, text.Substring(content.Start + 1, content.Length - 1).Trim()));
        }

        Add(directive is null ? NodeKind.Comment : NodeKind.Directive, start, number, directive: directive);
    }

    private void ReadInstruction(TextSpan content, int start, int number)
    {
        var logical = new LogicalLine();
        var continues = AddLine(logical, content);
        while (continues && _lines.Read())
        {
            var trimmed = TrimStart(_lines.Line);
            if (trimmed.Length > 0 && text[trimmed.Start] != '#')
            {
                continues = AddLine(logical, _lines.Line);
            }
        }

        if (string.IsNullOrWhiteSpace(logical.Text))
        {
            Add(NodeKind.Blank, start, number);
            return;
        }

        var reader = new InstructionReader(text, logical, _directives.Escape, number, _lines, _comments, _problems);
        var instruction = reader.Read();
        _comments = [];
        Add(NodeKind.Instruction, start, number, instruction);
    }

    private bool AddLine(LogicalLine logical, TextSpan line)
    {
        var end = line.End;
        while (end > line.Start && text[end - 1] is ' ' or '\t')
        {
            end--;
        }

        // An escaped escape character at the end of a line does not continue it.
        var escape = _directives.Escape;
        var continues = end > line.Start && text[end - 1] == escape && (end - 2 < line.Start || text[end - 2] != escape);
        logical.Add(text, line.Start, continues ? end - 1 - line.Start : line.Length);
        return continues;
    }

    private void Add(NodeKind kind, int start, int line, Instruction? instruction = null, ParserDirective? directive = null) =>
        _nodes.Add(new(kind, start, _lines.Next - start, line, _lines.Number)
        {
            Instruction = instruction,
            Directive = directive,
        });

    private TextSpan TrimStart(TextSpan line)
    {
        var start = line.Start;
        while (start < line.End && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        return new(start, line.End - start);
    }
}
