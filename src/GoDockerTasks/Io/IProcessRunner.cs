namespace GoDockerTasks.Io;

/// <summary>Starts programs. The only way in which the library does.</summary>
public interface IProcessRunner
{
    /// <summary>Runs a program to its end, handing on each line as it is printed.</summary>
    /// <param name="spec">What to start.</param>
    /// <param name="onLine">Called for each line, one call at a time, in the order of arrival.</param>
    /// <param name="cancellationToken">
    /// Ends the program: politely first (SIGTERM; BuildKit then cancels the build), with force after a few seconds.
    /// The call throws <see cref="OperationCanceledException"/> only when the program is gone.
    /// </param>
    /// <returns>The exit code.</returns>
    /// <exception cref="Errors.GoDockerException">The program cannot be started (<c>GDT3001</c>).</exception>
    Task<int> RunAsync(ProcessSpec spec, Action<ProcessLine> onLine, CancellationToken cancellationToken);
}
