using GoDockerTasks.Reporting;

namespace GoDockerTasks.Images;

/// <summary>What a build leaves for people to look at, and to run again.</summary>
/// <param name="Dockerfile">The full path of the Dockerfile as it is built.</param>
/// <param name="Command">The full path of the command as a script.</param>
internal sealed record BuildArtifacts(string Dockerfile, string Command)
{
    /// <summary>Writes them into the artifacts folder.</summary>
    /// <param name="request">What is built.</param>
    /// <param name="name">The Dockerfile's file name.</param>
    /// <param name="redactor">Knows the secrets that no file may hold.</param>
    public static BuildArtifacts Write(BuildRequest request, string name, Redactor redactor)
    {
        var folder = Directory.CreateDirectory(request.Settings.Artifacts).FullName;
        var dockerfile = Path.Combine(folder, name);
        BuildFiles.Write(dockerfile, request);

        var command = Path.Combine(folder, "command.sh");
        File.WriteAllText(command, ShellCommand.For(request, dockerfile, redactor));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(command, File.GetUnixFileMode(command) | UnixFileMode.UserExecute);
        }

        return new(dockerfile, command);
    }
}
