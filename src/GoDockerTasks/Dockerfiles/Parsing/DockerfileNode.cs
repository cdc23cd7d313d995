namespace GoDockerTasks.Dockerfiles.Parsing;

/// <summary>A piece of a Dockerfile. All pieces together, in order, are the file.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it starts in the text.</param>
/// <param name="Length">How many characters it has, line end included.</param>
/// <param name="Line">Its first line, counted from 1.</param>
/// <param name="EndLine">Its last line.</param>
public sealed record DockerfileNode(NodeKind Kind, int Start, int Length, int Line, int EndLine)
{
    /// <summary>Gets the instruction, where the piece is one.</summary>
    public Instruction? Instruction { get; init; }

    /// <summary>Gets the parser directive, where the piece is one.</summary>
    public ParserDirective? Directive { get; init; }
}
