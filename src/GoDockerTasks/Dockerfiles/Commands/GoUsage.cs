namespace GoDockerTasks.Dockerfiles.Commands;

/// <summary>How a RUN uses Go.</summary>
public sealed record GoUsage
{
    /// <summary>Gets whether it runs Go.</summary>
    public required GoCertainty Certainty { get; init; }

    /// <summary>Gets its commands in order.</summary>
    public required IReadOnlyList<ShellCommand> Commands { get; init; }

    /// <summary>Gets those that are the <c>go</c> command.</summary>
    public IReadOnlyList<ShellCommand> GoCommands { get; init; } = [];

    /// <summary>Gets whether it runs programs besides that may run Go themselves: make, scripts, code generators.</summary>
    public bool RunsDrivers { get; init; }

    /// <summary>Gets why more than go.sum's modules may be asked for; null when nothing points to it.</summary>
    public string? AsksForMore { get; init; }

    /// <summary>Gets whether what it asks for besides are tools at exact versions, such as <c>go install tool@v1.2.3</c>, and nothing else.</summary>
    public bool AsksForExactVersions { get; init; }

    /// <summary>Gets the values that it gives to variables, with their places; <c>go env -w</c> apart.</summary>
    /// <param name="name">The variable.</param>
    /// <returns>The words <c>NAME=value</c>.</returns>
    public IEnumerable<ShellWord> Assignments(string name) =>
        Commands.SelectMany(command => command.Assignments).Where(word => Names(word, name));

    /// <summary>Gets the <c>go env -w</c> commands that set a variable.</summary>
    /// <param name="name">The variable.</param>
    /// <returns>The commands.</returns>
    public IEnumerable<ShellCommand> PersistentAssignments(string name) =>
        GoCommands.Where(command => command.Arguments.FirstOrDefault() == "env"
            && command.Arguments.Any(argument => argument is "-w" or "--w")
            && command.Words.Any(word => Names(word, name)));

    private static bool Names(ShellWord word, string name) =>
        word.Text.Length > name.Length && word.Text[name.Length] == '=' && word.Text.StartsWith(name, StringComparison.Ordinal);
}
