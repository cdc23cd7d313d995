namespace GoDockerTasks.Io;

/// <summary>Tells a full disk from other trouble.</summary>
public static class DiskFull
{
    private const int NoSpace = 28;
    private const int OverQuota = 122;
    private const int WindowsDiskFull = 112;
    private const int WindowsHandleDiskFull = 39;

    /// <summary>Says whether an exception means that there is no room left.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>True for a full disk and for an exceeded quota.</returns>
    public static bool Is(Exception exception) =>
        exception is IOException
        && (OperatingSystem.IsWindows()
            ? (exception.HResult & 0xFFFF) is WindowsDiskFull or WindowsHandleDiskFull
            : exception.HResult is NoSpace or OverQuota);
}
