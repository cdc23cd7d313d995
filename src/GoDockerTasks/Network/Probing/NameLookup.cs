using System.Net;
using System.Net.Sockets;

namespace GoDockerTasks.Network.Probing;

/// <summary>Finds a host's addresses of one family.</summary>
/// <param name="host">The name.</param>
/// <param name="family">IPv4 (A records) or IPv6 (AAAA records).</param>
/// <param name="cancellationToken">Stops waiting.</param>
/// <returns>The addresses.</returns>
public delegate Task<IPAddress[]> NameLookup(string host, AddressFamily family, CancellationToken cancellationToken);
