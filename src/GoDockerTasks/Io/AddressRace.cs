using System.Net;
using System.Net.Sockets;

namespace GoDockerTasks.Io;

/// <summary>Connects to a host over whichever of its addresses answers, so that a dead IPv6 is no dead host.</summary>
/// <remarks>
/// As Go's and curl's clients do, after RFC 8305: the families take turns, each address has a head start before the next, and the
/// first to connect wins. The runtime's own client tries one after the other, within one time limit for all.
/// </remarks>
internal static class AddressRace
{
    /// <summary>How long an address is waited for before the next one is tried beside it.</summary>
    public static readonly TimeSpan HeadStart = TimeSpan.FromMilliseconds(250);

    /// <summary>Connects for a handler.</summary>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken) =>
        new NetworkStream(await ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken), ownsSocket: true);

    /// <summary>Connects to a host.</summary>
    /// <exception cref="SocketException">It has no address, or none answers.</exception>
    public static async Task<Socket> ConnectAsync(string host, int port, CancellationToken cancellationToken) =>
        await ConnectAsync(await Dns.GetHostAddressesAsync(host, cancellationToken), port, cancellationToken);

    /// <summary>Connects to the first address that answers.</summary>
    /// <exception cref="SocketException">None does.</exception>
    public static Task<Socket> ConnectAsync(IReadOnlyList<IPAddress> addresses, int port, CancellationToken cancellationToken) =>
        ConnectAsync(addresses, port, OpenAsync, cancellationToken);

    /// <summary>Connects to the first address that answers, in the caller's own way.</summary>
    /// <exception cref="SocketException">None does.</exception>
    public static async Task<Socket> ConnectAsync(
        IReadOnlyList<IPAddress> addresses, int port, Func<IPEndPoint, CancellationToken, Task<Socket>> open, CancellationToken cancellationToken)
    {
        using var losers = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Queue<IPAddress> waiting = new(InTurn(addresses));
        List<Task<Socket>> running = [];
        SocketException? failure = null;
        try
        {
            while (true)
            {
                if (waiting.TryDequeue(out var address))
                {
                    running.Add(open(new(address, port), losers.Token));
                }
                else if (running.Count == 0)
                {
                    throw failure ?? new SocketException((int)SocketError.HostNotFound);
                }

                var done = await Task.WhenAny(waiting.Count == 0 ? running : [.. running, Task.Delay(HeadStart, losers.Token)]);
                if (done is Task<Socket> ended)
                {
                    running.Remove(ended);
                    try
                    {
                        return await ended;
                    }
                    catch (SocketException e)
                    {
                        failure = e;
                    }
                }
            }
        }
        finally
        {
            await losers.CancelAsync();
            foreach (var late in running)
            {
                _ = late.ContinueWith(socket => socket.Result.Dispose(), TaskContinuationOptions.OnlyOnRanToCompletion);
            }
        }
    }

    /// <summary>Connects to one address.</summary>
    /// <exception cref="SocketException">It does not answer.</exception>
    public static async Task<Socket> OpenAsync(IPEndPoint address, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static IEnumerable<IPAddress> InTurn(IReadOnlyList<IPAddress> addresses)
    {
        var families = addresses.GroupBy(address => address.AddressFamily).Select(family => family.ToList()).ToList();
        return Enumerable.Range(0, families.Select(family => family.Count).DefaultIfEmpty().Max())
            .SelectMany(i => families.Where(family => i < family.Count).Select(family => family[i]));
    }
}
