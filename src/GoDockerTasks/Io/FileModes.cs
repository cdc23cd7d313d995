namespace GoDockerTasks.Io;

/// <summary>Modes of files that BuildKit is given: the mode is part of what it compares, and a umask must not change it.</summary>
internal static class FileModes
{
    private const UnixFileMode Mode0644 =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Lets everybody read a file: 0644, where there are such modes.</summary>
    public static void LetAllRead(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, Mode0644);
        }
    }
}
