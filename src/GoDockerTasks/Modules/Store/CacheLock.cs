namespace GoDockerTasks.Modules;

/// <summary>Many runs may fill the cache at a time, but nobody may prune it meanwhile.</summary>
internal sealed class CacheLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly FileStream _file;

    private CacheLock(FileStream file) => _file = file;

    /// <summary>Takes the right to fill the cache; waits while somebody prunes.</summary>
    public static async Task<CacheLock> TakeToFillAsync(
        string cache, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryOpen(cache, FileAccess.Read, FileShare.Read) is { } file)
            {
                return new(file);
            }

            await Task.Delay(Patience, time, cancellationToken);
        }
    }

    /// <summary>Takes the right to prune the cache; null when somebody fills it.</summary>
    public static CacheLock? TryTakeToPrune(string cache) =>
        TryOpen(cache, FileAccess.ReadWrite, FileShare.None) is { } file ? new(file) : null;

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    private static FileStream? TryOpen(string cache, FileAccess access, FileShare share)
    {
        Directory.CreateDirectory(cache);
        var path = Path.Combine(cache, ".lock");
        try
        {
            // Reading alone would not create it.
            if (!File.Exists(path))
            {
                using var created = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
            }

            return new(path, FileMode.Open, access, share, bufferSize: 0);
        }
        catch (IOException e) when (FileLocks.IsHeld(e))
        {
            return null;
        }
    }
}
