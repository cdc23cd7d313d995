using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Dockerfiles.Stages;

/// <summary>Something that an instruction takes from another stage, an image or a named context.</summary>
/// <param name="From">What it names.</param>
/// <param name="Paths">The paths that it takes.</param>
/// <param name="Instruction">The instruction: a COPY, or a RUN with a mount.</param>
public sealed record StageSource(string From, IReadOnlyList<string> Paths, Instruction Instruction);
