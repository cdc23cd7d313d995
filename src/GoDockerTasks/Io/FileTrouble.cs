namespace GoDockerTasks.Io;

/// <summary>Tells what a file system refuses for lack of room or of rights from other trouble.</summary>
public static class FileTrouble
{
    private const int NoSpace = 28;
    private const int ReadOnlyFileSystem = 30;
    private const int OverQuota = 122;
    private const int WindowsDiskFull = 112;
    private const int WindowsHandleDiskFull = 39;
    private const int WindowsWriteProtected = 19;

    /// <summary>Says whether an exception means that there is no room left.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>True for a full disk and for an exceeded quota.</returns>
    public static bool IsDiskFull(Exception exception) =>
        exception is IOException
        && (OperatingSystem.IsWindows()
            ? (exception.HResult & 0xFFFF) is WindowsDiskFull or WindowsHandleDiskFull
            : exception.HResult is NoSpace or OverQuota);

    /// <summary>Says whether an exception means that writing is not allowed.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>True for missing rights and for a file system that is mounted read-only.</returns>
    public static bool IsReadOnly(Exception exception) =>
        exception is UnauthorizedAccessException
        || (exception is IOException
            && (OperatingSystem.IsWindows()
                ? (exception.HResult & 0xFFFF) is WindowsWriteProtected
                : exception.HResult is ReadOnlyFileSystem));
}
