using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Stages;

namespace GoDockerTasks.Dockerfiles.Linting;

/// <summary>A name with a value in an ENV or ARG of a stage.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Instruction">The ENV or ARG.</param>
/// <param name="Assignment">The name and the value as written.</param>
/// <param name="After">What is in effect behind the instruction.</param>
internal sealed record StageAssignment(Stage Stage, AssignmentInstruction Instruction, Assignment Assignment, StageState After)
{
    public string Name => Assignment.Name;

    /// <summary>The value with variables filled in; null where there is none.</summary>
    public string? Value => After.Value(Name);
}
