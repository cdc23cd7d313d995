namespace GoDockerTasks.Dockerfiles.Commands;

/// <summary>A simple command of a shell script.</summary>
/// <param name="Assignments">The <c>NAME=value</c> words before it, or given to env, export and the like.</param>
/// <param name="Words">The command and its arguments.</param>
public sealed record ShellCommand(IReadOnlyList<ShellWord> Assignments, IReadOnlyList<ShellWord> Words)
{
    /// <summary>Gets the program's name without its folder; empty when there are only assignments.</summary>
    public string Program => Words.Count == 0 ? "" : Words[0].Text[(Words[0].Text.LastIndexOf('/') + 1)..];

    /// <summary>Gets the arguments.</summary>
    public IEnumerable<string> Arguments => Words.Skip(1).Select(word => word.Text);
}
