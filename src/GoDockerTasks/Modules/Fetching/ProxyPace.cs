namespace GoDockerTasks.Modules;

/// <summary>How soon a proxy begins its answers, so that one that never comes is not waited for as long as one might.</summary>
/// <param name="least">The shortest wait.</param>
/// <param name="longest">How long is waited for a proxy of which nothing is known, and at most for any.</param>
/// <remarks>
/// A proxy that has not got a module yet has to fetch it first, and takes longer than it usually does. So after each silence
/// the wait is twice as long as before; meanwhile the proxy goes on fetching.
/// </remarks>
internal sealed class ProxyPace(TimeSpan least, TimeSpan longest)
{
    private const int AnswersToKnow = 8;
    private const double Patience = 10;

    private readonly Lock _lock = new();
    private int _answers;

    // The quickest tells how far away the proxy is; what takes longer may be busy, as may this machine.
    private TimeSpan _quickest = TimeSpan.MaxValue;

    /// <summary>Notes how long an answer took to begin.</summary>
    public void Answered(TimeSpan after)
    {
        lock (_lock)
        {
            _answers++;
            _quickest = after < _quickest ? after : _quickest;
        }
    }

    /// <summary>Says how long to wait for an answer, as far as is known now.</summary>
    /// <param name="silences">How often the same thing was asked for before and did not come.</param>
    public TimeSpan Wait(int silences)
    {
        lock (_lock)
        {
            var seconds = Math.Max(least.TotalSeconds, _quickest.TotalSeconds * Patience) * Math.Pow(2, silences);
            return _answers >= AnswersToKnow && seconds < longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : longest;
        }
    }
}
