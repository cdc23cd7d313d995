using GoDockerTasks.Network;

namespace GoDockerTasks.Settings;

/// <summary>Checks a GOPROXY list before anything is asked of it.</summary>
internal static class GoProxyText
{
    // Pasted from Chinese web pages: they look like separators and are part of the address for Go.
    private static readonly Dictionary<char, char> FullWidth = new() { ['，'] = ',', ['、'] = ',', ['｜'] = '|', ['；'] = ',', ['：'] = ':' };

    /// <summary>Gives the list with folders turned into file URLs, or says what is wrong with it.</summary>
    public static string? Checked(SettingValue value)
    {
        var text = value.Text;
        if (text.Length == 0)
        {
            return null;
        }

        if (text.FirstOrDefault(FullWidth.ContainsKey) is var wide && wide != default)
        {
            throw new SettingFormatException($"it has a full-width '{wide}' where '{FullWidth[wide]}' is meant;");
        }

        var chain = ProxyChain.Parse(text);
        return chain.Elements.Count > 0
            ? new ProxyChain([.. chain.Elements.Select(element => Checked(element, value))]).ToString()
            : throw new SettingFormatException("it has no element;");
    }

    private static ProxyElement Checked(ProxyElement element, SettingValue value)
    {
        if (!element.IsProxy)
        {
            return element;
        }

        if (element.Address.StartsWith("./", StringComparison.Ordinal)
            || element.Address.StartsWith("../", StringComparison.Ordinal)
            || Path.IsPathRooted(element.Address))
        {
            var folder = (value with { Texts = [element.Address] }).FullPath;
            return Directory.Exists(folder)
                ? element with { Address = new Uri(folder).AbsoluteUri }
                : throw new SettingFormatException($"there is no folder '{folder}';");
        }

        if (element.Address.Any(char.IsWhiteSpace))
        {
            throw new SettingFormatException($"'{element.Address}' has a space in it;");
        }

        if (!element.Address.Contains("://", StringComparison.Ordinal)
            || !Uri.TryCreate(element.Address, UriKind.Absolute, out var url)
            || url.Scheme is not ("https" or "http" or "file"))
        {
            var shown = ProxyAddress.WithoutCredentials(element.Address);
            throw new SettingFormatException($"'{shown}' has no scheme that Go knows (https://{shown}?);");
        }

        // Go refuses these: "refusing to pass credentials to insecure URL".
        return url is { Scheme: "http", UserInfo.Length: > 0 }
            ? throw new SettingFormatException("credentials would go over plain http;")
            : element with { Address = element.Address.TrimEnd('/') };
    }
}
