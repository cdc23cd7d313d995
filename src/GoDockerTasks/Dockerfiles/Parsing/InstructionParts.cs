namespace GoDockerTasks.Dockerfiles.Parsing;

/// <summary>What every instruction has, before its keyword gives it a meaning.</summary>
internal sealed record InstructionParts
{
    public required LogicalLine Logical { get; init; }

    public required TextSpan Keyword { get; init; }

    public required TextSpan Arguments { get; init; }

    public required char Escape { get; init; }

    public required int Line { get; init; }

    public required int EndLine { get; init; }

    public IReadOnlyList<InstructionFlag> Flags { get; init; } = [];

    public IReadOnlyList<string>? Json { get; init; }

    public IReadOnlyList<Heredoc> Heredocs { get; init; } = [];

    public IReadOnlyList<LineNote> Comments { get; init; } = [];
}
