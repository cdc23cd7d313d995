namespace GoDockerTasks.Dockerfiles.Parsing;

/// <summary><c>ONBUILD</c> with the instruction that it keeps for the images built on this one.</summary>
public sealed class OnBuildInstruction : Instruction
{
    internal OnBuildInstruction(InstructionParts parts, Instruction trigger)
        : base(parts) => Trigger = trigger;

    /// <summary>Gets the instruction that is kept.</summary>
    public Instruction Trigger { get; }
}
