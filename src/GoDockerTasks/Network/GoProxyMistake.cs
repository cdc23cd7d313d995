using System.Text.RegularExpressions;

namespace GoDockerTasks.Network;

/// <summary>A mistake in a GOPROXY list.</summary>
/// <param name="Why">What is wrong, without credentials.</param>
/// <param name="RightForm">The list as it was most likely meant, without credentials.</param>
public sealed partial record GoProxyMistake(string Why, string RightForm)
{
    private static readonly char[] Separators = [',', '|'];

    /// <summary>Looks for the first mistake.</summary>
    /// <param name="text">The list.</param>
    /// <returns>The mistake; null when Go understands the list as it stands.</returns>
    /// <remarks>Folders, which Go does not take, have to be turned into file URLs before.</remarks>
    public static GoProxyMistake? Find(string text) =>
        Problem(text) is { } why ? new(ProxyAddress.WithoutCredentialsOf(why), ProxyAddress.WithoutCredentialsOf(Repair(text))) : null;

    private static string? Problem(string text) =>
        PastedText.Problem(text)
        ?? (HasSemicolon(text) ? "it has ';' between two elements, which is part of an address for Go" : null)
        ?? ProxyChain.Parse(text).Elements.Select(Problem).FirstOrDefault(problem => problem is not null);

    private static string? Problem(ProxyElement element)
    {
        if (!element.IsProxy)
        {
            return null;
        }

        if (element.Address.Any(char.IsWhiteSpace))
        {
            return $"'{element.Address}' has a space in it";
        }

        if (HasBadPort(element.Address))
        {
            return $"'{element.Address}' has no port from 1 to 65535";
        }

        if (!element.Address.Contains("://", StringComparison.Ordinal)
            || !Uri.TryCreate(element.Address, UriKind.Absolute, out var url)
            || url.Scheme is not ("https" or "http" or "file"))
        {
            return $"'{element.Address}' has no scheme that Go knows";
        }

        // Go refuses these: "refusing to pass credentials to insecure URL".
        return url is { Scheme: "http", UserInfo.Length: > 0 }
            ? "credentials would go over plain http, which Go refuses (use https)"
            : null;
    }

    private static bool HasBadPort(string address) =>
        BadPort().Match(address) is { Success: true } match && !ushort.TryParse(match.Groups["port"].ValueSpan, out _);

    [GeneratedRegex(@"^\w+://[^/]*:(?<port>\d+)(/|$)")]
    private static partial Regex BadPort();

    [GeneratedRegex(@"^(https?)(?::/|//|:)(?!/)", RegexOptions.IgnoreCase)]
    private static partial Regex HalfScheme();

    private static bool HasSemicolon(string text)
    {
        var parts = text.Split(';');
        return parts.Length > 1 && parts.Skip(1).Select(part => part.Trim()).Any(part =>
            part.StartsWith("http", StringComparison.Ordinal) || part is ProxyElement.Direct or ProxyElement.Off);
    }

    private static string Repair(string text)
    {
        var plain = PastedText.Repair(text);
        plain = HasSemicolon(plain) ? plain.Replace(';', ',') : plain;
        var chain = ProxyChain.Parse(plain);
        var elements = chain.Elements.SelectMany(element =>
        {
            var words = element.Address.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            return words.Select(word => new ProxyElement(Repaired(word), element.Fallback));
        });

        return new ProxyChain([.. elements]).ToString().Trim(Separators);
    }

    private static string Repaired(string address)
    {
        if (address.ToLowerInvariant() is ProxyElement.Direct or ProxyElement.Off)
        {
            return address.ToLowerInvariant();
        }

        address = HalfScheme().Replace(address, "$1://");
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        var rest = (scheme < 0 ? address : address[(scheme + 3)..]).TrimEnd('/');
        rest = HasBadPort(address) ? rest.Replace($":{BadPort().Match(address).Groups["port"].Value}", "", StringComparison.Ordinal) : rest;
        var known = scheme < 0 ? "" : address[..scheme].ToLowerInvariant();
        return known == "file" ? $"file://{rest}"
            : known == "http" && !rest.Split('/')[0].Contains('@', StringComparison.Ordinal) ? $"http://{rest}"
            : $"https://{rest}";
    }
}
