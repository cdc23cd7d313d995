using System.Text.RegularExpressions;

namespace GoDockerTasks.Resilience;

/// <summary>How a line of a log is recognised, and what it means.</summary>
/// <param name="Kind">The failure kind.</param>
/// <param name="Source">Who prints it: the program and, where it is known, the place in it.</param>
/// <param name="Any">The line holds one of these, in any case of letters.</param>
public sealed record FailureRule(FailureKind Kind, string Source, params string[] Any)
{
    /// <summary>Gets what the line has to hold besides; all of it.</summary>
    public IReadOnlyList<string> All { get; init; } = [];

    /// <summary>Gets what the line must not hold.</summary>
    public IReadOnlyList<string> None { get; init; } = [];

    /// <summary>Gets what the line has to match besides; null when the words are enough.</summary>
    public Regex? Pattern { get; init; }

    /// <summary>Gets what the name of the step that printed the line has to begin with; null when any may have.</summary>
    public string? Step { get; init; }

    /// <summary>Gets the action where it differs from the kind's.</summary>
    public string? Action { get; init; }

    /// <summary>Gets whether it is transient, where that differs from the kind's.</summary>
    public bool? Transient { get; init; }

    /// <summary>Gets how deep it lies.</summary>
    public FailureDepth Depth { get; init; } = FailureDepth.Cause;

    /// <summary>Says whether a line is of this kind.</summary>
    /// <param name="line">The line, without prefixes.</param>
    /// <returns>Where in the line the words begin; -1 when it is of another kind.</returns>
    public int Find(string line)
    {
        var at = -1;
        foreach (var word in Any)
        {
            at = line.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at >= 0)
            {
                break;
            }
        }

        if (at < 0)
        {
            return -1;
        }

        foreach (var word in All)
        {
            if (!line.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return -1;
            }
        }

        foreach (var word in None)
        {
            if (line.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return -1;
            }
        }

        return Pattern is null || Pattern.IsMatch(line) ? at : -1;
    }
}
