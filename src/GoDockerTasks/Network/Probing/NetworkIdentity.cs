using System.Net.NetworkInformation;

namespace GoDockerTasks.Network.Probing;

/// <summary>Tells one network from another: a laptop that was carried home must not believe what it learnt at work.</summary>
internal static class NetworkIdentity
{
    // A VPN has no gateway of its own.
    private static readonly string[] Tunnels = ["tun", "tap", "wg", "ppp", "utun"];

    /// <summary>Describes where this machine is: its gateways and name servers. Bridges of containers have no gateway, and do not count.</summary>
    public static string Current()
    {
        try
        {
            var ways = NetworkInterface.GetAllNetworkInterfaces()
                .Where(card => card.OperationalStatus == OperationalStatus.Up && card.NetworkInterfaceType != NetworkInterfaceType.Loopback)
                .Select(card => (Ways: card.GetIPProperties(), IsTunnel: Tunnels.Any(name => card.Name.StartsWith(name, StringComparison.Ordinal))))
                .Where(card => card.IsTunnel || card.Ways.GatewayAddresses.Count > 0)
                .SelectMany(card => card.Ways.GatewayAddresses.Select(gateway => gateway.Address).Concat(card.Ways.DnsAddresses)
                    .Concat(card.IsTunnel ? card.Ways.UnicastAddresses.Select(own => own.Address) : []))
                .Select(address => address.ToString())
                .Distinct()
                .Order(StringComparer.Ordinal);
            return string.Join(' ', ways);
        }
        catch (NetworkInformationException)
        {
            return "";
        }
    }
}
