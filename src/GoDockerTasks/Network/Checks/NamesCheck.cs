using System.Net;
using System.Net.Sockets;
using GoDockerTasks.Checks;
using GoDockerTasks.Errors;
using GoDockerTasks.Io;
using GoDockerTasks.Network.Probing;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Network.Checks;

/// <summary>DNS: whether this machine finds the hosts that it has to reach itself.</summary>
/// <param name="proxies">The module proxies, which have to be reached.</param>
/// <param name="registries">The registries; their own check says whether a build can do without them.</param>
/// <param name="mayFail">Says whether another proxy takes over from one of these.</param>
/// <param name="settings">The HTTP proxies: behind one, only its own name has to be found here.</param>
/// <param name="lookup">Finds addresses.</param>
/// <param name="time">The clock.</param>
internal sealed class NamesCheck(
    IReadOnlyList<Uri> proxies,
    IReadOnlyList<Uri> registries,
    Func<Uri, CancellationToken, Task<bool>> mayFail,
    ServiceSettings settings,
    NameLookup lookup,
    TimeProvider time) : ICheck
{
    private const string NoAnswer = "the name server does not answer";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // Go looks a name up for each connection it makes.
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc />
    public string Name => "DNS";

    /// <inheritdoc />
    public TimeSpan Deadline => TimeSpan.FromSeconds(4);

    /// <inheritdoc />
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var needed = Hosts(proxies);
        var findings = await Task.WhenAll(needed
            .Select(host => AskAsync(host.Key, [.. host], cancellationToken))
            .Concat(Hosts(registries).Select(host => host.Key).Except(needed.Select(host => host.Key)).Select(host => AskAsync(host, [], cancellationToken))));

        return findings.Length > 0 ? findings : [Finding.Ok("no name has to be found")];
    }

    /// <summary>Groups addresses by the name that has to be found to reach them.</summary>
    private IReadOnlyList<IGrouping<string, Uri>> Hosts(IReadOnlyList<Uri> addresses)
    {
        var ways = new HttpProxies(settings.HttpProxy, settings.HttpsProxy, settings.NoProxy);
        return [.. addresses.GroupBy(address => (ways.GetProxy(address) ?? address).DnsSafeHost).Where(host => !IPAddress.TryParse(host.Key, out _))];
    }

    private async Task<Finding> AskAsync(string host, IReadOnlyList<Uri> needing, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var (a, aaaa) = (FamilyAsync(host, AddressFamily.InterNetwork, either.Token), FamilyAsync(host, AddressFamily.InterNetworkV6, either.Token));
        var (four, six) = (await a, await aaaa);
        var elapsed = time.GetElapsedTime(started);
        if (four.Addresses.Length + six.Addresses.Length == 0)
        {
            var fix = $"nslookup {host}; cat /etc/resolv.conf: is the name right, and is its name server one that knows it?";
            var spared = await Task.WhenAll(needing.Select(proxy => mayFail(proxy, cancellationToken)));
            return needing.Count > 0
                ? spared.All(yes => yes)
                    ? Finding.Warning($"{host}: {four.Problem}; another proxy takes over", fix)
                    : Finding.Broken($"{host}: {four.Problem}", fix, ExitCode.NetworkNeedsChange)
                : Finding.Warning($"{host}: {four.Problem}; what that means for base images stands at 'registry'", fix);
        }

        return NoAnswer == four.Problem || NoAnswer == six.Problem
            ? Finding.Warning(
                $"{host}: the name server answers {(four.Problem is null ? "A" : "AAAA")} and is silent about the other: each look-up waits for it",
                "name another server in /etc/resolv.conf")
            : elapsed > Slow
                ? Finding.Warning(
                    $"{host}: the name server takes {elapsed.TotalMilliseconds:0} ms for an answer", "name a nearer server in /etc/resolv.conf")
            : Finding.Ok($"{host}: {string.Join(' ', four.Addresses.Concat(six.Addresses))} ({elapsed.TotalMilliseconds:0} ms)");
    }

    private async Task<(IPAddress[] Addresses, string? Problem)> FamilyAsync(string host, AddressFamily family, CancellationToken cancellationToken)
    {
        try
        {
            return (await lookup(host, family, cancellationToken).WaitAsync(cancellationToken), null);
        }
        catch (SocketException e)
        {
            return ([], ProbeConnection.Describe(e));
        }
        catch (OperationCanceledException)
        {
            return ([], NoAnswer);
        }
    }
}
