namespace GoDockerTasks.Dockerfiles.Parsing;

/// <summary><c>FROM [--platform=…] image [AS name]</c>.</summary>
public sealed class FromInstruction : Instruction
{
    internal FromInstruction(InstructionParts parts)
        : base(parts)
    {
        string[] words = Arguments.Split(Words.Blanks, StringSplitOptions.RemoveEmptyEntries);
        Image = words.Length > 0 ? words[0] : "";
        Alias = words.Length == 3 ? words[2] : null;
    }

    /// <summary>Gets the image or stage as written, variables included.</summary>
    public string Image { get; }

    /// <summary>Gets the stage's name as written; null when it has none.</summary>
    public string? Alias { get; }

    /// <summary>Gets the platform as written; null when there is none.</summary>
    public string? Platform => Flag("platform");
}
