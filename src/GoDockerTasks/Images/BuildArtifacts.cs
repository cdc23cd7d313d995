using GoDockerTasks.Reporting;

namespace GoDockerTasks.Images;

/// <summary>What an attempt leaves for people to look at.</summary>
/// <param name="Log">The full path of the attempt's log.</param>
internal sealed record BuildArtifacts(string Log)
{
    /// <summary>Writes the Dockerfile as it is built and the command, and gives the paths.</summary>
    public static BuildArtifacts Write(BuildRequest request, Redactor redactor)
    {
        var folder = request.Settings.Artifacts;
        Directory.CreateDirectory(folder);
        var dockerfile = Path.GetFileName(request.Dockerfile.Path);
        BuildFiles.Write(Path.Combine(folder, dockerfile), request);

        var command = Path.Combine(folder, "command.sh");
        File.WriteAllText(command, ShellCommand.For(request, dockerfile, redactor));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(command, File.GetUnixFileMode(command) | UnixFileMode.UserExecute);
        }

        return new(Path.Combine(folder, $"attempt-{request.Attempt}.log"));
    }
}
