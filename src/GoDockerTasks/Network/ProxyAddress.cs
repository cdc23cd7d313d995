using System.Text.RegularExpressions;

namespace GoDockerTasks.Network;

/// <summary>Proxy addresses as people write them.</summary>
public static partial class ProxyAddress
{
    /// <summary>Gives the host of an address.</summary>
    /// <param name="address">A URL, or a host with an optional port and path.</param>
    /// <returns>The host without a port; empty where there is none, as in <c>direct</c>'s place.</returns>
    public static string Host(string address) =>
        Uri.TryCreate(address.Contains("://", StringComparison.Ordinal) ? address : "https://" + address, UriKind.Absolute, out var url) ? url.Host : "";

    /// <summary>Gives a text in which no URL holds credentials any more.</summary>
    /// <param name="text">A URL, a GOPROXY list or any text with URLs in it.</param>
    /// <returns>The text with <c>***@</c> where user and password stood.</returns>
    public static string WithoutCredentials(string text) => UserInfo().Replace(text, "$1***@");

    /// <summary>Gives a setting's value without credentials, also where it is no valid URL: no scheme, a slash in the password.</summary>
    /// <param name="value">A URL or a list of them, as somebody wrote it.</param>
    /// <returns>The value with <c>***@</c> where user and password stood.</returns>
    public static string WithoutCredentialsOf(string value) => LooseUserInfo().Replace(WithoutCredentials(value), "$1***@");

    /// <summary>Finds the credentials in the URLs of a text.</summary>
    /// <param name="text">A URL or a GOPROXY list, valid or not.</param>
    /// <returns>Each user info as a whole and each password alone, for the redactor.</returns>
    public static IEnumerable<string> Credentials(string text) =>
        UserInfo().Matches(text).Concat(LooseUserInfo().Matches(text)).SelectMany(match =>
        {
            var userInfo = match.Groups[2].Value;
            var colon = userInfo.IndexOf(':', StringComparison.Ordinal);
            return colon < 0 ? [userInfo] : new[] { userInfo, userInfo[(colon + 1)..] };
        });

    // The last @ before the path ends the user info: passwords with an unescaped @, a comma or a quote exist.
    [GeneratedRegex(@"(\b[a-z][a-z0-9+.-]*://)([^/\s""]+)@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();

    // user:password@ in front of an element, or behind its scheme with anything in the password.
    [GeneratedRegex(@"(^|[,|\s']|://)([^@,|\s:/*]+:(?!//)[^@|\s]+)@", RegexOptions.CultureInvariant)]
    private static partial Regex LooseUserInfo();
}
