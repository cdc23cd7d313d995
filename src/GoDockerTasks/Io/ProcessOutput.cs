namespace GoDockerTasks.Io;

/// <summary>What a short-lived program printed and how it ended.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">Standard output, lines joined by a line feed.</param>
/// <param name="Error">Standard error, lines joined by a line feed.</param>
public sealed record ProcessOutput(int ExitCode, string Output, string Error)
{
    /// <summary>Gets a value indicating whether the program ended with 0.</summary>
    public bool Succeeded => ExitCode == 0;
}
