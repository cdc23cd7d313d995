namespace GoDockerTasks.Io;

/// <summary>What to start: a program, its arguments and what surrounds it.</summary>
/// <param name="FileName">The program, as a path or a name to look up in PATH.</param>
/// <param name="Arguments">The arguments, unquoted.</param>
public sealed record ProcessSpec(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>Gets the folder to start in.</summary>
    /// <value>The default is this process's own.</value>
    public string? WorkingDirectory { get; init; }

    /// <summary>Gets the variables to add to this process's environment; null as value removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Gets the text given on standard input.</summary>
    /// <value>The default is none: the input is empty and closed.</value>
    public string? StandardInput { get; init; }
}
