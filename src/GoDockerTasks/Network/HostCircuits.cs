using System.Collections.Concurrent;
using Polly;
using Polly.CircuitBreaker;

namespace GoDockerTasks.Network;

/// <summary>
/// A circuit breaker for each host, shared by the steps of a run: what one step found dead the next one does not ask first.
/// </summary>
/// <param name="time">The clock.</param>
/// <remarks>Nobody is refused: a host whose circuit is open is asked last, so that it costs its timeout only where nobody else is left.</remarks>
public sealed class HostCircuits(TimeProvider time)
{
    /// <summary>How long a host is asked last after it failed.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    // Polly wants at least two outcomes before it opens a circuit: one failure may be a single dropped packet.
    private const int FailuresToOpen = 2;

    private static readonly TimeSpan Sampling = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Circuit> _circuits = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes notice that a host could not be reached, or was silent.</summary>
    /// <param name="host">The host without a port.</param>
    public void Failed(string host) => Of(host).Fail();

    /// <summary>Takes notice that a host failed so often that it counts as dead, whatever is known of it here.</summary>
    /// <param name="host">The host without a port.</param>
    public void Died(string host)
    {
        for (var failure = 0; failure < FailuresToOpen; failure++)
        {
            Failed(host);
        }
    }

    /// <summary>Says whether a host is to be asked last now.</summary>
    /// <param name="host">The host without a port.</param>
    /// <returns>Whether its circuit is open.</returns>
    public bool IsOpen(string host) => _circuits.TryGetValue(host, out var circuit) && circuit.IsOpen;

    /// <summary>Gives a plan in which hosts with an open circuit are asked last, as far as the list's separators allow it.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>The plan, with the reason where something was moved.</returns>
    /// <remarks>Only a pipe lets the next proxy be asked after a failure, so a proxy moves only within a run of pipes.</remarks>
    public NetworkPlan Around(NetworkPlan plan)
    {
        List<ProxyElement> elements = [];
        for (var i = 0; i < plan.GoProxy.Elements.Count;)
        {
            var run = plan.GoProxy.RunOfPipes(i);
            var ordered = run.OrderBy(element => IsOpen(ProxyAddress.Host(element.Address))).ToList();
            elements.AddRange(ordered.Select((element, at) => element with { Fallback = run[at].Fallback }));
            i += run.Count;
        }

        var chain = new ProxyChain(elements);
        return chain.ToString() == plan.GoProxy.ToString() ? plan : plan with
        {
            GoProxy = chain,
            Reasons = [.. plan.Reasons, $"{string.Join(", ", _circuits.Where(pair => pair.Value.IsOpen).Select(pair => pair.Key))} failed a moment ago: asked last."],
        };
    }

    private Circuit Of(string host) => _circuits.GetOrAdd(host, _ => new(time));

    private sealed class Circuit
    {
        private readonly TimeProvider _time;
        private readonly ResiliencePipeline<bool> _breaker;
        private long? _opened;

        public Circuit(TimeProvider time)
        {
            _time = time;
            _breaker = new ResiliencePipelineBuilder<bool> { TimeProvider = time }
                .AddCircuitBreaker(new CircuitBreakerStrategyOptions<bool>
                {
                    MinimumThroughput = FailuresToOpen,
                    FailureRatio = 0.5,
                    SamplingDuration = Sampling,
                    BreakDuration = Rest,
                    ShouldHandle = arguments => ValueTask.FromResult(!arguments.Outcome.Result),
                    OnOpened = _ =>
                    {
                        _opened = time.GetTimestamp();
                        return ValueTask.CompletedTask;
                    },
                })
                .Build();
        }

        public bool IsOpen => _opened is { } since && _time.GetElapsedTime(since) < Rest;

        public void Fail()
        {
            try
            {
                _breaker.Execute(() => false);
            }
            catch (BrokenCircuitException)
            {
                // It is open already.
            }
        }
    }
}
