namespace GoDockerTasks.Modules;

/// <summary>How many requests one host gets at a time: fewer when it complains, slowly more again when it does not.</summary>
/// <remarks>When it keeps complaining, it gets none for as long as it asks (Retry-After).</remarks>
/// <param name="most">The highest number.</param>
/// <param name="time">The clock that a pause is measured with.</param>
internal sealed class HostGate(int most, TimeProvider time)
{
    private const int Least = 2;

    // A host that is too busy complains about everything; one complaint among good answers is about itself.
    private const int ComplaintsToPause = 3;

    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private double _limit = most;
    private int _inside;
    private int _complaints;
    private long _pausedUntil;

    /// <summary>Gets a value indicating whether the host asked to be left alone, and that time is not over.</summary>
    public bool IsPaused => Pause() is not null;

    /// <summary>Waits for a place.</summary>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        var place = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var cancelled = cancellationToken.Register(() => place.TrySetCanceled(cancellationToken));
        lock (_lock)
        {
            _waiting.Enqueue(place);
            Admit();
        }

        await place.Task;
        try
        {
            while (Pause() is { } pause)
            {
                await Task.Delay(pause, time, cancellationToken);
            }
        }
        catch
        {
            Leave();
            throw;
        }
    }

    /// <summary>Gives a place back.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _inside--;
            Admit();
        }
    }

    /// <summary>The host answered well.</summary>
    public void Quicken()
    {
        lock (_lock)
        {
            _complaints = 0;
            _limit = Math.Min(most, _limit + (1 / _limit));
            Admit();
        }
    }

    /// <summary>The host complained (429, 503).</summary>
    public void Slow(TimeSpan? pause)
    {
        lock (_lock)
        {
            var isBusy = ++_complaints >= ComplaintsToPause;
            _limit = Math.Max(Math.Min(Least, most), isBusy ? Math.Min(_limit, _inside) / 2 : _limit - 1);
            if (isBusy && pause is { } wait)
            {
                _pausedUntil = Math.Max(_pausedUntil, time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency));
            }
        }
    }

    private void Admit()
    {
        while (_inside < Math.Max(1, (int)_limit) && _waiting.TryDequeue(out var place))
        {
            if (place.TrySetResult())
            {
                _inside++;
            }
        }
    }

    private TimeSpan? Pause()
    {
        lock (_lock)
        {
            var rest = _pausedUntil - time.GetTimestamp();
            return rest > 0 ? TimeSpan.FromSeconds((double)rest / time.TimestampFrequency) : null;
        }
    }
}
