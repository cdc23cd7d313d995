namespace GoDockerTasks.Demo;

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">Its exit code; null when it was stopped.</param>
/// <param name="Time">How long it took.</param>
/// <param name="Lines">What it printed.</param>
internal sealed record CommandResult(int? ExitCode, TimeSpan Time, IReadOnlyList<string> Lines)
{
    public bool Succeeded => ExitCode == 0;

    public string Text => string.Join('\n', Lines);
}
