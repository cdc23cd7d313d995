namespace GoDockerTasks.Resilience;

/// <summary>How long to wait between attempts.</summary>
/// <param name="First">The wait after the first failure. The default is 1 second.</param>
/// <param name="Longest">The longest wait that is chosen here. The default is 1 minute.</param>
/// <remarks>A server's own Retry-After wins over both.</remarks>
public sealed record RetryPolicy(TimeSpan First, TimeSpan Longest)
{
    /// <summary>Gets the waits of a run that is told nothing.</summary>
    public static RetryPolicy Default { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    /// <summary>Gives the wait after a failure: twice as long each time, and not the same for all who wait for one server.</summary>
    /// <param name="failures">How many attempts failed in a row, from 1.</param>
    /// <param name="jitter">A number from 0 to 1: the wait is between half and the whole of what the failures ask for.</param>
    /// <param name="asked">What the server asked for (Retry-After), which may be a few microseconds; null for nothing.</param>
    /// <returns>The wait, no shorter than what was asked for.</returns>
    public TimeSpan Delay(int failures, double jitter, TimeSpan? asked = null)
    {
        var whole = Math.Min(First.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 30)), Longest.TotalSeconds);
        var own = TimeSpan.FromSeconds(whole * (0.5 + (jitter / 2)));
        return asked > own ? asked.Value : own;
    }
}
