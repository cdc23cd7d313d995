using System.Net.Http.Headers;
using System.Text;
using GoDockerTasks.Io;

namespace GoDockerTasks.Network;

/// <summary>The credentials that a proxy gets.</summary>
internal static class ProxyCredentials
{
    /// <summary>Finds them in the address, else in netrc.</summary>
    /// <returns>The header; null for none. Over plain http Go sends none either: https://go.dev/ref/mod#private-module-repo-auth.</returns>
    public static AuthenticationHeaderValue? Of(UriBuilder address, Netrc netrc)
    {
        if (address.Scheme != Uri.UriSchemeHttps)
        {
            return null;
        }

        var pair = address.UserName.Length > 0
            ? $"{Uri.UnescapeDataString(address.UserName)}:{Uri.UnescapeDataString(address.Password)}"
            : netrc.Find(address.Host) is var (login, password) ? $"{login}:{password}" : null;

        return pair is null ? null : new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
    }
}
