namespace GoDockerTasks.Modules;

/// <summary>Whether a proxy is worth asking, so that a dead one costs its timeout a few times and not once per module.</summary>
/// <param name="rest">How long it is left alone.</param>
/// <param name="time">The clock.</param>
internal sealed class ProxyHealth(TimeSpan rest, TimeProvider time)
{
    private const int FailuresToRest = 3;

    // One that answered a moment ago is alive, however many failures come in at once.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private int _failures;
    private long? _answered;
    private long _restsSince;

    /// <summary>Gets how it failed last.</summary>
    public ProxyFailureKind LastFailure { get; private set; }

    /// <summary>Gets a value indicating whether it should be left alone now.</summary>
    public bool IsResting
    {
        get
        {
            lock (_lock)
            {
                return SeemsDead && time.GetElapsedTime(_restsSince) < rest;
            }
        }
    }

    private bool SeemsDead => _failures >= FailuresToRest && (_answered is not { } last || time.GetElapsedTime(last) > Moment);

    /// <summary>Asks for leave to try it.</summary>
    /// <returns>False while it is left alone; when that time is over, true for one, who finds out for all.</returns>
    public bool MayBeAsked()
    {
        lock (_lock)
        {
            if (IsResting)
            {
                return false;
            }

            if (SeemsDead)
            {
                _restsSince = time.GetTimestamp();
            }

            return true;
        }
    }

    /// <summary>It could be reached.</summary>
    public void Answered()
    {
        lock (_lock)
        {
            _failures = 0;
            _answered = time.GetTimestamp();
        }
    }

    /// <summary>It could not be reached, or was silent.</summary>
    /// <param name="kind">How it failed.</param>
    public void Failed(ProxyFailureKind kind)
    {
        lock (_lock)
        {
            LastFailure = kind;
            _failures++;
            if (SeemsDead)
            {
                _restsSince = time.GetTimestamp();
            }
        }
    }
}
