namespace GoDockerTasks.TestSupport;

/// <summary>Finds programs of this machine; servers are often outside a user's PATH.</summary>
public static class Programs
{
    private static readonly string[] More = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

    /// <summary>Gives a program's full path, or null.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Concat(More)
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    /// <summary>Gives a program's full path, or fails with the command that installs it.</summary>
    public static string Require(string name) => Find(name) ?? throw new FileNotFoundException(
        $"'{name}' is not installed. Run './build.sh --target=Test --setup' as root; build/setup/packages.txt says what it installs.");
}
