using GoDockerTasks.Io;
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
        var folder = ArtifactsFolder.Ensure(request.Settings.Artifacts, name);
        var dockerfile = Path.Combine(folder, name);
        BuildFiles.Write(dockerfile, request);
        WriteSettings(request);

        var command = Path.Combine(folder, "command.sh");
        File.WriteAllText(command, ShellCommand.For(request, dockerfile, redactor));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(command, File.GetUnixFileMode(command) | UnixFileMode.UserExecute);
        }

        return new(dockerfile, command);
    }

    /// <summary>Gives the folder that the Dockerfile's copy mounts settings for Go from.</summary>
    public static string SettingsFolder(BuildRequest request) => Path.Combine(request.Settings.Artifacts, "settings");

    // Another run in the same folder may be sending them: a file is whole at any time, and none goes away.
    private static void WriteSettings(BuildRequest request)
    {
        foreach (var (name, content) in request.Dockerfile.Settings)
        {
            var file = Path.Combine(Directory.CreateDirectory(SettingsFolder(request)).FullName, name);
            var partial = Path.Combine(request.Settings.Artifacts, $"{name}.{Guid.NewGuid():N}.partial");
            File.WriteAllText(partial, content);
            FileModes.LetAllRead(partial);
            File.Move(partial, file, overwrite: true);
        }
    }
}
