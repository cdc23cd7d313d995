using GoDockerTasks.Errors;
using GoDockerTasks.Io;

namespace GoDockerTasks.Images.Checks;

/// <summary>Asks docker something for a check.</summary>
internal static class DockerCommand
{
    /// <summary>Runs docker and gives back what it said.</summary>
    /// <exception cref="GoDockerException">There is no docker (<c>GDT3002</c>).</exception>
    public static async Task<ProcessOutput> AskAsync(
        IProcessRunner processes, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await processes.CaptureAsync(new("docker", arguments), cancellationToken);
        }
        catch (GoDockerException e) when (e.Kind == ErrorKinds.ProgramNotStarted)
        {
            throw new GoDockerException(ErrorKinds.DockerNotInstalled, e.Detail, e);
        }
    }

    /// <summary>Gives the first line of what docker said, an error first.</summary>
    public static string FirstLine(ProcessOutput answer) => $"{answer.Error}\n{answer.Output}".Trim().Split('\n')[0];
}
