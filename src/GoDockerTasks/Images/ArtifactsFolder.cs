using GoDockerTasks.Errors;

namespace GoDockerTasks.Images;

/// <summary>The folder for results: files of ours alone, because each run writes over those of the last one.</summary>
internal static class ArtifactsFolder
{
    private const string Marker = ".godocker";

    private static readonly string[] Harmless = [Marker, "cache", "report.json", ".gitignore", ".gitkeep"];

    /// <summary>Makes the folder, or sees to it that it is one of ours.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="GoDockerException">It holds files that this tool did not make (<c>GDT2001</c>).</exception>
    public static string Ensure(string path)
    {
        var folder = Directory.CreateDirectory(path).FullName;
        if (!IsOurs(folder) && Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry)).FirstOrDefault(name => !IsHarmless(name)) is { } foreign)
        {
            throw new GoDockerException(
                ErrorKinds.InvalidSettings, $"Artifacts is '{folder}', where {foreign} is, which this tool did not make and might write over; it takes the path of a folder of its own, such as {Path.Combine(folder, "godocker")}.");
        }

        File.WriteAllText(Path.Combine(folder, Marker), "The results of GoDockerTasks. Each run writes over those of the last one.\n");
        return folder;
    }

    // Runs of earlier versions left no marker, but a script that begins in one way.
    private static bool IsOurs(string folder) => File.Exists(Path.Combine(folder, Marker))
        || (Path.Combine(folder, "command.sh") is var command && File.Exists(command)
            && File.ReadLines(command).Skip(1).FirstOrDefault()?.StartsWith(ShellCommand.FirstLine, StringComparison.Ordinal) == true);

    private static bool IsHarmless(string name) =>
        Harmless.Contains(name) || (name.StartsWith("attempt-", StringComparison.Ordinal) && name.EndsWith(".log", StringComparison.Ordinal));
}
