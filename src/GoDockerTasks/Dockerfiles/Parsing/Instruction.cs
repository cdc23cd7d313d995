namespace GoDockerTasks.Dockerfiles.Parsing;

/// <summary>An instruction of a Dockerfile.</summary>
public class Instruction
{
    internal Instruction(InstructionParts parts)
    {
        Parts = parts;
        Keyword = parts.Keyword.Of(parts.Logical.Text).ToUpperInvariant();
        Arguments = parts.Arguments.Of(parts.Logical.Text);
    }

    /// <summary>Gets the keyword in upper case, such as <c>RUN</c>.</summary>
    public string Keyword { get; }

    /// <summary>Gets what follows the keyword and its flags, lines joined.</summary>
    public string Arguments { get; }

    /// <summary>Gets the flags in order.</summary>
    public IReadOnlyList<InstructionFlag> Flags => Parts.Flags;

    /// <summary>Gets the words, where the arguments are a JSON array of strings; null where they are not.</summary>
    public IReadOnlyList<string>? Json => Parts.Json;

    /// <summary>Gets the heredocs in order.</summary>
    public IReadOnlyList<Heredoc> Heredocs => Parts.Heredocs;

    /// <summary>Gets the comments between the instruction before and this one, without <c>#</c>.</summary>
    public IReadOnlyList<LineNote> Comments => Parts.Comments;

    /// <summary>Gets the first line, counted from 1.</summary>
    public int Line => Parts.Line;

    /// <summary>Gets the last line, heredocs included.</summary>
    public int EndLine => Parts.EndLine;

    /// <summary>Gets the place of the keyword's first character in the Dockerfile's text.</summary>
    public int Start => Logical.ToSource(Parts.Keyword.Start);

    /// <summary>Gets the instruction's text, lines joined, and where it came from.</summary>
    public LogicalLine Logical => Parts.Logical;

    internal InstructionParts Parts { get; }

    /// <summary>Gives the value of a flag.</summary>
    /// <param name="name">The name without dashes.</param>
    /// <returns>The value of the last such flag; null when there is none.</returns>
    public string? Flag(string name) =>
        Flags.LastOrDefault(flag => flag.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;

    /// <inheritdoc />
    public override string ToString() => Logical.Text;
}
