using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Dockerfiles.Stages;

/// <summary>An instruction of a stage, with what it finds.</summary>
/// <param name="Instruction">The instruction.</param>
/// <param name="State">What is in effect before it.</param>
public sealed record StageStep(Instruction Instruction, StageState State);
