using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using GoDockerTasks.Io;

namespace GoDockerTasks.Network.Probing;

/// <summary>Connects to a host over IPv4 and IPv6 side by side, a race of addresses in each, and notes what each did: a broken IPv6 looks like a dead proxy.</summary>
/// <param name="lookup">Finds addresses.</param>
/// <param name="log">Takes the steps.</param>
/// <param name="time">The clock.</param>
internal sealed class ProbeConnection(NameLookup lookup, StageLog log, TimeProvider time)
{
    /// <summary>The end of a step's text where nothing came before its time was over.</summary>
    public const string NoAnswer = "no answer";

    // What has not connected so long after the other family has is slow enough to be told.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<string, IPEndPoint> _known = new();

    /// <summary>Connects; the first family that does it wins.</summary>
    /// <exception cref="SocketException">Neither did.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint host, CancellationToken cancellationToken)
    {
        var name = $"{host.Host}:{host.Port}";
        if (_known.TryGetValue(name, out var known))
        {
            return new NetworkStream(await AddressRace.OpenAsync(known, cancellationToken), ownsSocket: true);
        }

        log.Reach(ProbeStage.Dns);
        using var losers = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task<Socket>> families = IPAddress.TryParse(host.Host, out var literal)
            ? [RaceAsync(Label(literal.AddressFamily), [literal], host.Port, losers.Token)]
            : [FamilyAsync(host, AddressFamily.InterNetwork, losers.Token), FamilyAsync(host, AddressFamily.InterNetworkV6, losers.Token)];
        var waiting = families.ToList();
        Task<Socket> first;
        do
        {
            first = await Task.WhenAny(waiting);
            waiting.Remove(first);
        }
        while (waiting.Count > 0 && !first.IsCompletedSuccessfully);

        if (!first.IsCompletedSuccessfully)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Worst(families);
        }

        var socket = await first;
        await SettleAsync(waiting, losers);
        _known[name] = (IPEndPoint)socket.RemoteEndPoint!;
        return new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Says what a failure means, down to the socket.</summary>
    public static string Describe(Exception e)
    {
        for (var inner = e; inner is not null; inner = inner.InnerException)
        {
            if (inner is SocketException socket)
            {
                return Describe(socket);
            }
        }

        return e.InnerException?.Message ?? e.Message;
    }

    /// <summary>Says what a failed look-up or connection means.</summary>
    public static string Describe(SocketException e) => e.SocketErrorCode switch
    {
        SocketError.HostNotFound => "there is no such name",
        SocketError.TryAgain => "the name server fails or does not answer",
        SocketError.NoData => "the name has no address",
        SocketError.ConnectionRefused => "connection refused",
        SocketError.NetworkUnreachable => "network is unreachable",
        SocketError.HostUnreachable => "no route to host",
        SocketError.ConnectionReset => "connection reset",
        SocketError.TimedOut => "no answer",
        _ => e.Message,
    };

    private async Task<Socket> FamilyAsync(DnsEndPoint host, AddressFamily family, CancellationToken cancellationToken)
    {
        var record = family == AddressFamily.InterNetwork ? "A" : "AAAA";
        var started = time.GetTimestamp();
        IPAddress[] addresses;
        try
        {
            // The system's look-up cannot be stopped; nobody has to wait for it, though.
            addresses = await lookup(host.Host, family, cancellationToken).WaitAsync(cancellationToken);
            log.Add(ProbeStage.Dns, record, started, ok: true, string.Join(' ', addresses.AsEnumerable()));
        }
        catch (SocketException e)
        {
            log.Add(ProbeStage.Dns, record, started, ok: false, $"{host.Host}: {Describe(e)}");
            throw;
        }
        catch (OperationCanceledException)
        {
            log.Add(ProbeStage.Dns, record, started, ok: false, $"{host.Host}: {NoAnswer}");
            throw;
        }

        log.Reach(ProbeStage.Tcp);
        return await RaceAsync(Label(family), addresses, host.Port, cancellationToken);
    }

    private async Task<Socket> RaceAsync(string label, IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        log.Reach(ProbeStage.Tcp);
        return addresses.Length == 0
            ? throw new SocketException((int)SocketError.NoData)
            : await AddressRace.ConnectAsync(addresses, port, (address, token) => OpenAsync(label, address, token), cancellationToken);
    }

    private async Task<Socket> OpenAsync(string label, IPEndPoint address, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            var socket = await AddressRace.OpenAsync(address, cancellationToken);
            log.Add(ProbeStage.Tcp, label, started, ok: true, $"{address}");
            return socket;
        }
        catch (SocketException e)
        {
            log.Add(ProbeStage.Tcp, label, started, ok: false, $"{address}: {Describe(e)}");
            throw;
        }
        catch (OperationCanceledException)
        {
            log.Add(ProbeStage.Tcp, label, started, ok: false, $"{address}: {NoAnswer}");
            throw;
        }
    }

    private async Task SettleAsync(IReadOnlyList<Task<Socket>> others, CancellationTokenSource losers)
    {
        foreach (var other in others)
        {
            try
            {
                (await other.WaitAsync(Grace, time)).Dispose();
            }
            catch (TimeoutException)
            {
                await losers.CancelAsync();
                _ = other.ContinueWith(late => late.Result.Dispose(), TaskContinuationOptions.OnlyOnRanToCompletion);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // The log has it.
            }
        }
    }

    // That the name has no address of the other family is no reason.
    private static Exception Worst(IReadOnlyList<Task<Socket>> families) =>
        families.Select(family => family.Exception?.InnerException).OfType<SocketException>()
            .OrderBy(e => e.SocketErrorCode is SocketError.NoData or SocketError.HostNotFound)
            .First();

    private static string Label(AddressFamily family) => family == AddressFamily.InterNetwork ? "IPv4" : "IPv6";
}
