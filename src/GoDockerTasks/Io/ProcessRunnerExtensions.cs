namespace GoDockerTasks.Io;

/// <summary>Running short-lived programs for their output.</summary>
public static class ProcessRunnerExtensions
{
    /// <summary>Runs a program and gives back all that it printed.</summary>
    /// <param name="processes">The runner.</param>
    /// <param name="spec">What to start.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    /// <returns>The exit code and the output.</returns>
    /// <exception cref="Errors.GoDockerException">The program cannot be started (<c>GDT3001</c>).</exception>
    public static async Task<ProcessOutput> CaptureAsync(
        this IProcessRunner processes, ProcessSpec spec, CancellationToken cancellationToken)
    {
        List<string> output = [];
        List<string> error = [];
        var exitCode = await processes.RunAsync(
            spec, line => (line.IsError ? error : output).Add(line.Text), cancellationToken);

        return new(exitCode, string.Join('\n', output), string.Join('\n', error));
    }
}
