namespace GoDockerTasks.Modules;

/// <summary>What a run has fetched so far; counted from many tasks at once.</summary>
internal sealed class FetchTally
{
    private long _bytes;
    private int _modules;

    /// <summary>Gets how many bytes have come, those of failed attempts too.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Gets how many module versions were fetched.</summary>
    public int Modules => Volatile.Read(ref _modules);

    /// <summary>Counts bytes.</summary>
    public void Add(int bytes) => Interlocked.Add(ref _bytes, bytes);

    /// <summary>Counts a module version.</summary>
    public void AddModule() => Interlocked.Increment(ref _modules);
}
