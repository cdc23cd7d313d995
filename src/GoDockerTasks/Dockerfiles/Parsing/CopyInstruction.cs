namespace GoDockerTasks.Dockerfiles.Parsing;

/// <summary><c>COPY</c> or <c>ADD</c>.</summary>
public sealed class CopyInstruction : Instruction
{
    internal CopyInstruction(InstructionParts parts)
        : base(parts)
    {
        IReadOnlyList<string> words =
            Json ?? Arguments.Split(Words.Blanks, StringSplitOptions.RemoveEmptyEntries);
        Destination = words.Count > 0 ? words[^1] : "";
        Sources = [.. words.Take(words.Count - 1).Where(word => Heredocs.Count == 0 || !word.StartsWith("<<", StringComparison.Ordinal))];
    }

    /// <summary>Gets the sources as written, without heredocs.</summary>
    public IReadOnlyList<string> Sources { get; }

    /// <summary>Gets the destination as written.</summary>
    public string Destination { get; }

    /// <summary>Gets the stage, image or context that it copies from, as written; null for the build context.</summary>
    public string? From => Keyword == "COPY" ? Flag("from") : null;
}
