namespace GoDockerTasks.Dockerfiles.Parsing;

/// <summary><c>ARG</c>, <c>ENV</c> or <c>LABEL</c>.</summary>
public sealed class AssignmentInstruction : Instruction
{
    internal AssignmentInstruction(InstructionParts parts, IReadOnlyList<Assignment> assignments)
        : base(parts) => Assignments = assignments;

    /// <summary>Gets the names with their values, in order.</summary>
    public IReadOnlyList<Assignment> Assignments { get; }
}
