namespace GoDockerTasks.Resilience;

/// <summary>A usual cause of a kind of failure.</summary>
/// <param name="Text">The cause, as a sentence.</param>
/// <param name="Traces">Words in the evidence that make this cause the likeliest one.</param>
public sealed record FailureCause(string Text, params string[] Traces)
{
    /// <summary>Makes a cause that leaves no trace of its own.</summary>
    /// <param name="text">The cause, as a sentence.</param>
    public static implicit operator FailureCause(string text) => new(text);

    /// <summary>Says whether the evidence speaks for this cause.</summary>
    /// <param name="evidence">The lines of the log.</param>
    /// <returns>Whether one of the traces is in them.</returns>
    public bool IsShownBy(IReadOnlyList<string> evidence) =>
        Traces.Any(trace => evidence.Any(line => line.Contains(trace, StringComparison.OrdinalIgnoreCase)));
}
