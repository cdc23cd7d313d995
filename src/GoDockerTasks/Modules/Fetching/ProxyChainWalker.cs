using GoDockerTasks.Network;

namespace GoDockerTasks.Modules;

/// <summary>Asks the proxies of a GOPROXY list in order, with Go's meaning of its separators.</summary>
/// <param name="proxies">The proxies.</param>
/// <param name="limits">How hard is tried.</param>
/// <param name="time">The clock of the pauses.</param>
/// <remarks>
/// After a comma the next proxy is asked on 404 and 410 only, after a pipe on any failure (https://go.dev/ref/mod#goproxy-protocol).
/// Besides, silence and content that is no module always lead to the next one: Go would hang, or stop with a misleading error.
/// Failures that may pass are tried again.
/// </remarks>
internal sealed class ProxyChainWalker(IReadOnlyList<ModuleProxy> proxies, FetchLimits limits, TimeProvider time)
{
    // Who asks for a longer wait again and again gives nothing today.
    private const int MostWaits = 2;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Fetches something from the first proxy that gives it.</summary>
    /// <param name="attempt">Asks one proxy, told how often that has been silent about it before, and checks what it gives.</param>
    /// <param name="cancellationToken">Stops everything.</param>
    /// <exception cref="ProxyFailureException">None gives it. The failure that tells most.</exception>
    public async Task FetchAsync(
        Func<ModuleProxy, int, CancellationToken, Task> attempt, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var past = proxies.ToDictionary(proxy => proxy, _ => new Past());
        var waits = 0;
        for (var round = 1; ; round++)
        {
            ProxyFailureException? worst = null;
            var goMovesOn = true;
            foreach (var proxy in proxies)
            {
                var failure = await AskAsync(proxy, attempt, past, round, cancellationToken);
                if (failure is null)
                {
                    return;
                }

                goMovesOn &= GoMovesOn(proxy.Element, failure.Kind);
                worst = worst is null || Weight(failure.Kind) > Weight(worst.Kind) ? failure : worst;
                if (!MovesOn(proxy.Element, failure.Kind))
                {
                    break;
                }
            }

            worst ??= new(ProxyFailureKind.Missing, "the GOPROXY list has no proxy that may be asked");
            var pause = PauseAfter(round, past);
            waits += pause > LongestPause ? 1 : 0;
            if (!MayPass(worst.Kind) || round >= limits.Attempts || waits > MostWaits || time.GetElapsedTime(started) > limits.Total)
            {
                throw new ProxyFailureException(worst.Kind, worst.Message, worst) { GoMovesOn = goMovesOn };
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }

    private static bool MovesOn(ProxyElement element, ProxyFailureKind kind) =>
        kind is ProxyFailureKind.Missing or ProxyFailureKind.Hung or ProxyFailureKind.NoModule
        || element.Fallback == ProxyFallback.WhenFailing;

    // Go waits for ever, and checks what came only when it has done with the list.
    private static bool GoMovesOn(ProxyElement element, ProxyFailureKind kind) =>
        kind == ProxyFailureKind.Missing
        || (element.Fallback == ProxyFallback.WhenFailing && kind is not (ProxyFailureKind.Hung or ProxyFailureKind.NoModule));

    private static bool MayPass(ProxyFailureKind kind) =>
        kind is ProxyFailureKind.Failed or ProxyFailureKind.Unreachable or ProxyFailureKind.Hung or ProxyFailureKind.NoModule;

    // What can be waited out is worth another round, whatever the other proxies said; then what the user can act on.
    private static int Weight(ProxyFailureKind kind) => kind switch
    {
        ProxyFailureKind.NoModule => 6,
        ProxyFailureKind.Failed => 5,
        ProxyFailureKind.Unreachable => 4,
        ProxyFailureKind.Hung => 3,
        ProxyFailureKind.NotTrusted or ProxyFailureKind.HttpProxyRefused => 2,
        ProxyFailureKind.Refused => 1,
        _ => 0,
    };

    private async Task<ProxyFailureException?> AskAsync(
        ModuleProxy proxy,
        Func<ModuleProxy, int, CancellationToken, Task> attempt,
        Dictionary<ModuleProxy, Past> past,
        int round,
        CancellationToken cancellationToken)
    {
        if (IsPausedFor(proxy, past, round))
        {
            return new(ProxyFailureKind.Failed, $"{proxy.Name} asked to be left alone for a while");
        }

        if (IsLeftAlone(proxy, round))
        {
            return new(proxy.Health.LastFailure, $"{proxy.Name} is left alone for a while, because it failed several times");
        }

        try
        {
            await attempt(proxy, past[proxy].Silences, cancellationToken);
            proxy.Health.Answered();
            return null;
        }
        catch (ProxyFailureException e)
        {
            past[proxy].Silences += e.Kind == ProxyFailureKind.Hung ? 1 : 0;
            past[proxy].NotBefore = MayPass(e.Kind) ? time.GetUtcNow() + (e.RetryAfter ?? TimeSpan.Zero) : null;
            if (e.Kind is ProxyFailureKind.Unreachable or ProxyFailureKind.Hung)
            {
                proxy.Health.Failed(e.Kind);
            }
            else
            {
                proxy.Health.Answered();
            }

            return e;
        }
    }

    /// <summary>Retry-After is waited out only where no other proxy can be asked meanwhile.</summary>
    private bool IsPausedFor(ModuleProxy proxy, Dictionary<ModuleProxy, Past> past, int round) =>
        round < limits.Attempts
        && IsAskedTooEarly(proxy, past[proxy])
        && MovesOn(proxy.Element, ProxyFailureKind.Failed)
        && proxies.Any(other => other != proxy && !IsAskedTooEarly(other, past[other]) && !other.Health.IsResting);

    private bool IsAskedTooEarly(ModuleProxy proxy, Past past) => proxy.IsPaused || past.NotBefore > time.GetUtcNow();

    /// <summary>Only where another one can be asked instead; in the last round nobody is spared.</summary>
    private bool IsLeftAlone(ModuleProxy proxy, int round) =>
        round < limits.Attempts
        && MovesOn(proxy.Element, proxy.Health.LastFailure)
        && proxies.Any(other => other != proxy && !other.Health.IsResting)
        && !proxy.Health.MayBeAsked();

    private TimeSpan PauseAfter(int round, Dictionary<ModuleProxy, Past> past)
    {
        var longest = Math.Min(LongestPause.TotalSeconds, limits.FirstPause.TotalSeconds * Math.Pow(2, round - 1));
        var pause = TimeSpan.FromSeconds(longest * (0.5 + (Random.Shared.NextDouble() / 2)));
        var asked = past.Where(item => !item.Key.Health.IsResting).Min(item => item.Value.NotBefore) - time.GetUtcNow();

        return asked > pause ? asked.Value : pause;
    }

    /// <summary>What one proxy did about one file so far.</summary>
    private sealed class Past
    {
        public int Silences { get; set; }

        /// <summary>Gets or sets when it may be asked again; null if it was not asked, or there is no use in that.</summary>
        public DateTimeOffset? NotBefore { get; set; }
    }
}
