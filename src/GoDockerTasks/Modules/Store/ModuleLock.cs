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
            if (TryTake(path) is { } taken)
            {
                return taken;
            }

            await Task.Delay(Patience, time, cancellationToken);
        }
    }

    /// <summary>Takes the lock if nobody has it.</summary>
    public static ModuleLock? TryTake(string path)
    {
        try
        {
            return Open(path);
        }
        catch (IOException e) when (FileLocks.IsHeld(e))
        {
            return null;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    private static ModuleLock Open(string path) =>
        new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
}
