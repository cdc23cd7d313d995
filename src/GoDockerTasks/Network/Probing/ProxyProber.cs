using GoDockerTasks.Settings;

namespace GoDockerTasks.Network.Probing;

/// <summary>Asks module proxies, all side by side, whether they work, and says how far each got.</summary>
/// <param name="time">The clock that the deadlines are measured with.</param>
/// <param name="lookup">Finds addresses; the default is the system's own way.</param>
public sealed class ProxyProber(TimeProvider time, NameLookup? lookup = null)
{
    /// <summary>How long a proxy may take; with what is done around it, a probe takes 3 seconds at most.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2.5);

    // Where a proxy is this near, one that is farther away is not worth waiting for.
    private static readonly TimeSpan Near = TimeSpan.FromMilliseconds(250);

    private readonly NameLookup _lookup = lookup ?? NameLookups.System;

    /// <summary>Probes proxies.</summary>
    /// <param name="candidates">The proxies, those that are preferred first.</param>
    /// <param name="settings">The HTTP proxies on the way, the CA certificates to trust, and netrc.</param>
    /// <param name="all">Whether each is waited for; else it is enough when the best one is known.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>A result for each, in the same order.</returns>
    public async Task<IReadOnlyList<ProbeResult>> ProbeAsync(
        IReadOnlyList<ProbeCandidate> candidates, ServiceSettings settings, bool all, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var running = candidates
            .Select(candidate => new ProxyProbe(candidate, settings, _lookup, time).RunAsync(Deadline, deadline.Token, stop.Token))
            .ToList();
        if (!all)
        {
            await UntilDecidedAsync(candidates, running);
            await stop.CancelAsync();
        }

        var results = await Task.WhenAll(running);
        cancellationToken.ThrowIfCancellationRequested();
        return results;
    }

    private async Task UntilDecidedAsync(IReadOnlyList<ProbeCandidate> candidates, IReadOnlyList<Task<ProbeResult>> running)
    {
        using var ended = new CancellationTokenSource();
        var near = Task.Delay(Near, time, ended.Token);
        while (running.Any(probe => !probe.IsCompleted) && !IsDecided(candidates, running, near.IsCompleted))
        {
            await Task.WhenAny([.. running.Where(probe => !probe.IsCompleted), .. near.IsCompleted ? (Task[])[] : [near]]);
        }

        await ended.CancelAsync();
    }

    /// <summary>The first that is not broken decides; later on any that works, unless one before it may only be passed when it is silent.</summary>
    private static bool IsDecided(IReadOnlyList<ProbeCandidate> candidates, IReadOnlyList<Task<ProbeResult>> running, bool late)
    {
        static bool Works(Task<ProbeResult> probe) => probe is { IsCompletedSuccessfully: true, Result: { Ok: true, IsSlow: false } };
        bool IsPassed(int i) => running[i].IsCompleted ? !Works(running[i]) : late && !candidates[i].KeepsItsPlace;

        return Enumerable.Range(0, running.Count).SkipWhile(IsPassed).Take(1).Any(i => Works(running[i]));
    }
}
