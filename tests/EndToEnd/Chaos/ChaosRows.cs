using GoDockerTasks.TestSupport;

namespace GoDockerTasks.EndToEnd.Chaos;

/// <summary>The table: one row for each failure kind that can be produced on one machine, and for each way to get over it.</summary>
internal static partial class ChaosRows
{
    private const string Retry = "retry";

    private const string FailOver = "failover-proxy";

    /// <summary>Gets what goes wrong while the modules are prefetched: no attempt at a build fails at all.</summary>
    public static IEnumerable<ChaosRow> Prefetch()
    {
        yield return Prefetched("A proxy that answers 503 twice costs no attempt", scene => scene.First.Fail(".zip", Fault.Status(503), 2), always: true);
        yield return Prefetched("A proxy that asks for a pause costs no attempt", scene => scene.First.Fail(".zip", Fault.Status(429, ("Retry-After", "1")), 2));
        yield return Prefetched("A zip that breaks off is resumed", scene => scene.First.Fail(".zip", Fault.Truncate(100), 2));
        yield return Prefetched("A zip with a wrong bit comes from the next proxy", scene => scene.First.Fail(".zip", Fault.Corrupt));
        yield return Prefetched("A login page in the place of a zip is not taken for one", scene => scene.First.Fail(".zip", Fault.Html));
        yield return Prefetched("A proxy that accepts and never answers is not waited for", scene => scene.First.Fail(".zip", Fault.Hang));
        yield return Prefetched("A connection that is reset is made again", scene => scene.First.Fail(".zip", Fault.Reset, 2));
    }

    /// <summary>Gets what goes wrong while Go downloads modules in a RUN.</summary>
    public static IEnumerable<ChaosRow> Go()
    {
        yield return Alone("proxy-5xx", ".mod", Fault.Status(503), 1) with { Always = true };
        yield return Alone("proxy-429", ".mod", Fault.Status(429), 1);
        yield return Alone("conn-reset|body-interrupted", ".mod", Fault.Reset, 1);
        yield return Alone("body-interrupted", ".zip", Fault.Truncate(40), 1);
        yield return new("A zip that is none comes from the next proxy", scene => scene.First.FailGo(".zip", Fault.Html))
        {
            Kinds = ["corrupt-download"], Taken = [FailOver], Always = true,
        };
        yield return new("Go waits for ever; we ask the next proxy", scene => scene.First.FailGo(".mod", Fault.Hang))
        {
            Kinds = ["stalled"], Taken = [FailOver], Arguments = _ => ["--step-timeout=6s"],
        };
        yield return new("A proxy that fails three times and has another beside it", Comma(Fault.Status(502)))
        {
            Kinds = ["proxy-5xx", "proxy-5xx", "proxy-5xx"], Taken = [Retry, Retry, Retry],
        };
        yield return new("A proxy that is still starting", async scene =>
        {
            scene.Settings("off", "");
            scene.WhenLogged("connection refused", await scene.StopFirstAsync());
        })
        {
            Kinds = ["connect-refused"], Taken = [Retry],
        };
        yield return Names("dns-no-such-host", DnsAnswer.NoSuchName, "no such host");
        yield return Names("dns-servfail", DnsAnswer.ServerFailure, "server misbehaving");
        yield return Names("dns-resolver-unreachable", DnsAnswer.Silence, "i/o timeout");
        yield return new("RUN steps cannot reach what this machine can", scene => scene.Service.Replace("cake.config", "RunNetwork=host", ""))
        {
            Kinds = ["connect-refused"], Taken = ["host-network"], Always = true,
        };
    }

    private static ChaosRow Prefetched(string name, Action<ChaosScene> arrange, bool always = false) =>
        new(name, scene =>
        {
            scene.Settings("snapshot", "|");
            arrange(scene);
        }) { Always = always };

    // Where there is one proxy there is nobody else to ask.
    private static ChaosRow Alone(string kind, string file, Fault fault, int times) =>
        new($"{kind} passes by itself", scene =>
        {
            scene.Settings("off", "");
            scene.First.FailGo(file, fault, times);
        }) { Kinds = [kind], Taken = [Retry] };

    private static Action<ChaosScene> Comma(Fault fault) => scene =>
    {
        scene.Settings("off", ",");
        scene.First.FailGo(".mod", fault, 3);
    };

    private static ChaosRow Names(string kind, DnsAnswer answer, string words) =>
        new($"{kind} passes by itself", scene =>
        {
            scene.AskNames(answer);
            scene.WhenLogged(words, () => scene.Dns!.Answer = DnsAnswer.Address);
        }) { Kinds = [kind], Taken = [Retry] };
}
