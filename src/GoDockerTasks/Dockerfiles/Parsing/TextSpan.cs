namespace GoDockerTasks.Dockerfiles.Parsing;

/// <summary>A part of a text.</summary>
/// <param name="Start">The first character.</param>
/// <param name="Length">How many characters.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>Gets the character behind the last one.</summary>
    public int End => Start + Length;

    /// <summary>Gives the part of a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The part.</returns>
    public string Of(string text) => text.Substring(Start, Length);
}
