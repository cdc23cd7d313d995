namespace GoDockerTasks.Modules;

/// <summary>The right to write one module version, which one process on the machine has at a time.</summary>
/// <remarks>The kernel takes it back when the process dies, however it dies. The lock's file stays, as Go's does.</remarks>
internal sealed class ModuleLock : IDisposable
{
    // Another process is downloading; it takes from milliseconds to minutes.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20);

    private readonly FileStream _file;

    private ModuleLock(FileStream file) => _file = file;

    /// <summary>Waits until no other process has the lock.</summary>
    public static async Task<ModuleLock> TakeAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
            }
            catch (IOException e) when (e.GetType() == typeof(IOException) && File.Exists(path) && IsHeld(e))
            {
                await Task.Delay(Patience, time, cancellationToken);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    // EWOULDBLOCK on Linux and macOS; ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION on Windows.
    private static bool IsHeld(IOException e) =>
        OperatingSystem.IsWindows() ? (e.HResult & 0xFFFF) is 32 or 33 : e.HResult is 11 or 35;
}
