using GoDockerTasks.Network;

namespace GoDockerTasks.Settings;

/// <summary>Checks a GOPROXY list before anything is asked of it.</summary>
internal static class GoProxyText
{
    /// <summary>Gives the list with folders turned into file URLs, or says what is wrong with it.</summary>
    public static string? Checked(SettingValue value)
    {
        if (value.TextOrNull is not { } text)
        {
            return null;
        }

        var list = new ProxyChain([.. ProxyChain.Parse(text).Elements.Select(element => WithoutFolder(element, value))]);
        if (GoProxyMistake.Find(list.Elements.Count > 0 ? list.ToString() : text) is { } mistake)
        {
            throw new SettingFormatException($"{mistake.Why}: write '{mistake.RightForm}';");
        }

        return list.Elements.Count > 0
            ? new ProxyChain([.. list.Elements.Select(element => element with { Address = element.Address.TrimEnd('/') })]).ToString()
            : throw new SettingFormatException("it has no element;");
    }

    private static ProxyElement WithoutFolder(ProxyElement element, SettingValue value)
    {
        if (!element.Address.StartsWith("./", StringComparison.Ordinal)
            && !element.Address.StartsWith("../", StringComparison.Ordinal)
            && !Path.IsPathRooted(element.Address))
        {
            return element;
        }

        var folder = (value with { Texts = [element.Address] }).FullPath;
        return Directory.Exists(folder)
            ? element with { Address = new Uri(folder).AbsoluteUri }
            : throw new SettingFormatException($"there is no folder '{folder}';");
    }
}
