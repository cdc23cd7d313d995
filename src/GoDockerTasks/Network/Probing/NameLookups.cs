using System.Net;
using System.Net.Sockets;

namespace GoDockerTasks.Network.Probing;

/// <summary>Ways to find a host's addresses.</summary>
internal static class NameLookups
{
    /// <summary>Gets the system's own way.</summary>
    public static NameLookup System { get; } = OnThreads(Dns.GetHostAddresses);

    /// <summary>Makes look-ups that nobody has to wait for from ones that block.</summary>
    /// <param name="find">Finds addresses; it blocks for as long as a name server is silent.</param>
    /// <remarks>
    /// On Linux the runtime's own asynchronous form blocks a thread of the pool, too: a few names whose server is silent take them
    /// all, and then not even a deadline is noticed.
    /// </remarks>
    public static NameLookup OnThreads(Func<string, AddressFamily, IPAddress[]> find) => (host, family, cancellationToken) =>
        Task.Factory.StartNew(() => Found(find, host, family), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .WaitAsync(cancellationToken);

    private static IPAddress[] Found(Func<string, AddressFamily, IPAddress[]> find, string host, AddressFamily family)
    {
        try
        {
            return find(host, family);
        }
        catch (ArgumentException)
        {
            // Longer than any name can be.
            throw new SocketException((int)SocketError.HostNotFound);
        }
    }
}
