using System.Net.NetworkInformation;

namespace GoDockerTasks.Network.Probing;

/// <summary>Tells one network from another: a laptop that was carried home must not believe what it learnt at work.</summary>
internal static class NetworkIdentity
{
    /// <summary>Describes where this machine is: its gateways and name servers. Bridges of containers have no gateway, and do not count.</summary>
    public static string Current()
    {
        try
        {
            var ways = NetworkInterface.GetAllNetworkInterfaces()
                .Where(card => card.OperationalStatus == OperationalStatus.Up && card.NetworkInterfaceType != NetworkInterfaceType.Loopback)
                .Select(card => card.GetIPProperties())
                .Where(card => card.GatewayAddresses.Count > 0)
                .SelectMany(card => card.GatewayAddresses.Select(gateway => gateway.Address).Concat(card.DnsAddresses))
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
