using GoDockerTasks.Errors;

namespace GoDockerTasks.Images;

/// <summary>The folder for results. Each run writes over those of the last one, and over nothing else.</summary>
internal static class ArtifactsFolder
{
    private const string Marker = ".godocker";

    private static readonly string[] Results = ["command.sh", "bake.json", "modules", "secrets", "settings"];

    /// <summary>Makes the folder, or sees to it that what would be written over is ours.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="dockerfile">The file name of the Dockerfile as it is built.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="GoDockerException">It holds something of that name which this tool did not make (<c>GDT2001</c>).</exception>
    public static string Ensure(string path, string dockerfile)
    {
        var folder = Directory.CreateDirectory(path).FullName;
        string[] results = [dockerfile, $"{dockerfile}.dockerignore", .. Results];
        if (!IsOurs(folder) && results.FirstOrDefault(name => Path.Exists(Path.Combine(folder, name))) is { } foreign)
        {
            throw new GoDockerException(
                ErrorKinds.InvalidSettings, $"Artifacts is '{folder}', where {foreign} is, which this tool did not make and would write over; it takes the path of a folder of its own, such as {Path.Combine(folder, "godocker")}.");
        }

        File.WriteAllText(Path.Combine(folder, Marker), "The results of GoDockerTasks. Each run writes over those of the last one.\n");
        return folder;
    }

    /// <summary>Gives the file for an attempt's log. The first attempt takes away the logs of the run before, which had more attempts perhaps.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="attempt">The attempt's number, from 1.</param>
    /// <returns>The path.</returns>
    public static string LogOf(string folder, int attempt)
    {
        foreach (var earlier in attempt == 1 ? Directory.EnumerateFiles(folder, "attempt-*.log") : [])
        {
            File.Delete(earlier);
        }

        return Path.Combine(folder, $"attempt-{attempt}.log");
    }

    // Runs of earlier versions left no marker, but a script that begins in one way.
    private static bool IsOurs(string folder) => File.Exists(Path.Combine(folder, Marker))
        || (Path.Combine(folder, "command.sh") is var command && File.Exists(command)
            && File.ReadLines(command).Skip(1).FirstOrDefault()?.StartsWith(ShellCommand.FirstLine, StringComparison.Ordinal) == true);
}
