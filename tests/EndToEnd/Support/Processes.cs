namespace GoDockerTasks.EndToEnd.Support;

/// <summary>What runs on this machine.</summary>
internal static class Processes
{
    /// <summary>Gives the command line of every process, with zero bytes between its arguments.</summary>
    public static IReadOnlyList<string> CommandLines() =>
    [
        .. Directory.GetDirectories("/proc")
            .Select(folder => Path.Combine(folder, "cmdline"))
            .Where(File.Exists)
            .Select(file =>
            {
                try
                {
                    return File.ReadAllText(file);
                }
                catch (IOException)
                {
                    return ""; // It has just ended.
                }
            }),
    ];
}
