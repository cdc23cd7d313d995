using GoDockerTasks.Images;
using GoDockerTasks.Network;
using GoDockerTasks.Resilience;
using GoDockerTasks.Settings;
using GoDockerTasks.Tests.Resilience.Fakes;

namespace GoDockerTasks.Tests.Resilience;

/// <summary>Builds in a world whose faults come and go between the attempts, on virtual time.</summary>
[TestFixture]
public sealed class FaultScheduleTests : IDisposable
{
    private static readonly string[] _proxies = ["a.example.net", "b.example.net", "c.example.net"];

    private static readonly ServiceSettings _settings = FailingBuilds.Settings with { Attempts = 20 };

    private readonly FailingBuilds _builds = new();
    private readonly VirtualClock _clock = new();

    public void Dispose() => _builds.Dispose();

    [Test]
    public async Task Every_schedule_of_faults_ends_in_an_image_or_in_the_right_diagnosis([Range(1, 100)] int seed)
    {
        var world = new World(new Random(seed));
        var attempts = 1;
        var retrier = new BuildRetrier(new(_settings, RetryPolicy.Default, () => 0.5), _settings.Deadline, new CollectingLog(), _clock)
        {
            Examine = (failed, _) => Task.FromResult(failed with { NetworkEvidence = world.NetworkEvidence, AnswersNow = world.NetworkEvidence is null }),
            Heal = (step, _) =>
            {
                world.Repair(step.Kind);
                return Task.CompletedTask;
            },
        };

        var result = await retrier.RunAsync(
            Build(world, new(1, Plan()) { TimeLeft = _settings.Deadline }),
            (next, _) =>
            {
                attempts++;
                return Task.FromResult(Build(world, next));
            },
            CancellationToken.None);

        attempts.Should().BeLessThanOrEqualTo(world.Changes + 2);
        _clock.Now.Should().BeLessThanOrEqualTo(_settings.Deadline);
        if (world.Hopeless is { } kind)
        {
            result.Error!.Failure.Should().Be(kind);
        }
        else
        {
            result.Error.Should().BeNull();
        }
    }

    private BuildAttempt Build(World world, NextAttempt next)
    {
        // What hangs is ended by the attempt's own watch, when the deadline is over.
        var log = world.Failure(next);
        var duration = log == FailureLogs.Stalled ? next.TimeLeft!.Value : TimeSpan.FromSeconds(5);
        _clock.Advance(duration);
        world.Change();
        return log is null ? FailingBuilds.Succeeded(next) : _builds.Failed(log, next, duration);
    }

    private static NetworkPlan Plan() => FailingBuilds.Plan() with
    {
        RegistryMirrors = new Dictionary<string, IReadOnlyList<string>> { ["docker.io"] = ["mirror.example.net", "second.example.net"] },
    };

    private sealed class World
    {
        private readonly HashSet<string> _deadProxies = [];
        private readonly Queue<Action> _schedule = [];
        private readonly string? _lasting;
        private readonly HashSet<string> _deadMirrors = [];
        private bool _isolated;
        private string? _passing;
        private HealKind? _broken;
        private bool _everBroken;

        public World(Random random)
        {
            if (random.Next(4) == 0)
            {
                (_lasting, Hopeless) = random.Next(3) switch
                {
                    0 => (FailureLogs.Compile, "compile-error"),
                    1 => (FailureLogs.Mismatch, "checksum-mismatch"),
                    _ => ("fatal: could not read Username for 'https://git.example.net': terminal prompts disabled", "vcs-auth"),
                };
            }

            for (var faults = random.Next(1, 6); faults > 0; faults--)
            {
                Begin(random)();
                _schedule.Enqueue(Begin(random));
            }

            // The network gets well in the end: what is left then is what no re-run helps.
            _schedule.Enqueue(() =>
            {
                _deadProxies.Clear();
                _deadMirrors.Clear();
                (_passing, _isolated) = (null, false);
            });
            Changes = _schedule.Count;
        }

        public int Changes { get; }

        public string? Hopeless { get; private set; }

        public string? NetworkEvidence => _isolated ? "a RUN finds no name that this machine finds" : null;

        public void Change()
        {
            if (_schedule.TryDequeue(out var change))
            {
                change();
            }
        }

        public void Repair(HealKind kind) => _broken = _broken == kind ? null : _broken;

        public string? Failure(NextAttempt next)
        {
            if (_broken is HealKind.PruneOwn)
            {
                return FailureLogs.DiskFull;
            }

            if (_broken is HealKind.CleanCacheEntry)
            {
                return FailureLogs.EmptyGoMod;
            }

            if (next.Network.MirrorsOf("docker.io") is [var mirror, ..] && _deadMirrors.Contains(mirror))
            {
                return FailureLogs.RegistryTimeout(mirror);
            }

            if (_isolated && next.RunNetwork != RunNetwork.Host)
            {
                return FailureLogs.NoResolver;
            }

            if (_broken is HealKind.LowerConcurrency && !next.LowConcurrency)
            {
                return FailureLogs.OutOfMemory;
            }

            if (_passing is not null)
            {
                // Nothing follows an attempt that used up the deadline.
                Hopeless = _passing == FailureLogs.Stalled ? "stalled" : Hopeless;
                return _passing;
            }

            var first = next.Network.GoProxy.Elements.First(element => element.IsProxy);
            return _deadProxies.FirstOrDefault(proxy => first.Address.Contains(proxy, StringComparison.Ordinal)) is { } dead
                ? FailureLogs.DialTimeout(dead)
                : _lasting;
        }

        // What breaks again after a repair is for a person: RetryDeciderTests has that case.
        private void Break(HealKind kind)
        {
            if (!_everBroken)
            {
                (_broken, _everBroken) = (kind, true);
            }
        }

        private Action Begin(Random random)
        {
            var proxy = _proxies[random.Next(_proxies.Length)];
            return random.Next(12) switch
            {
                0 => () => _deadProxies.Add(proxy),
                1 => () => _deadProxies.Remove(proxy),
                2 => () => _passing = FailureLogs.Reset,
                3 => () => _passing = FailureLogs.RegistryTimeout("registry-1.docker.io"),
                4 => () => _passing = FailureLogs.Session,
                5 => () => Break(proxy == _proxies[0] ? HealKind.PruneOwn : proxy == _proxies[1] ? HealKind.CleanCacheEntry : HealKind.LowerConcurrency),
                6 => () => _deadMirrors.Add(proxy == _proxies[0] ? "mirror.example.net" : "second.example.net"),
                7 => () => _isolated = !_isolated,
                8 => () => _passing = FailureLogs.Status(proxy, "429 Too Many Requests"),
                9 => () => _passing = FailureLogs.Status(proxy, "503 Service Unavailable"),
                10 => () => _passing = random.Next(4) == 0 ? FailureLogs.Stalled : null,
                _ => () => _passing = null,
            };
        }
    }
}
