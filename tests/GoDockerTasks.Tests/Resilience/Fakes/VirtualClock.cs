namespace GoDockerTasks.Tests.Resilience.Fakes;

/// <summary>
/// A clock on which waits take no time: a timer moves the clock on and fires at once. Only a timer of more than five minutes is a
/// deadline, which fires when the clock has been moved past it.
/// </summary>
internal sealed class VirtualClock : TimeProvider
{
    private static readonly TimeSpan _longestWait = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _waits = [];
    private TimeSpan _now;
    private TimeSpan _deadline = TimeSpan.MaxValue;
    private Action _atDeadline = () => { };

    /// <summary>Gets the waits that were asked for, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits => _waits;

    /// <summary>Gets the time that has passed.</summary>
    public TimeSpan Now => _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now.Ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + _now;

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan by)
    {
        Action fire = () => { };
        lock (_lock)
        {
            _now += by;
            if (_deadline <= _now)
            {
                (fire, _deadline) = (_atDeadline, TimeSpan.MaxValue);
            }
        }

        fire();
    }

    /// <summary>Lets time pass until the deadline is over.</summary>
    public void AdvanceToDeadline() => Advance(_deadline - _now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private void Start(TimeSpan dueTime, Action fire)
    {
        lock (_lock)
        {
            if (dueTime > _longestWait)
            {
                (_deadline, _atDeadline) = (_now + dueTime, fire);
                return;
            }

            _waits.Add(dueTime);
        }

        _ = Task.Run(() =>
        {
            Advance(dueTime);
            fire();
        });
    }

    private sealed class Timer(VirtualClock clock, Action fire) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                clock.Start(dueTime, fire);
            }

            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
