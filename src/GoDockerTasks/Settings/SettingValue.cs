using System.Globalization;

namespace GoDockerTasks.Settings;

/// <summary>What one source says about one setting, and the ways to read it.</summary>
/// <param name="Texts">The values: one, or several where an argument was repeated.</param>
/// <param name="WorkingDirectory">The folder that relative paths are relative to.</param>
public sealed record SettingValue(IReadOnlyList<string> Texts, string WorkingDirectory)
{
    private static readonly (string Suffix, double Seconds)[] TimeUnits =
        [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86_400)];

    private static readonly (string Suffix, double Bytes)[] SizeUnits =
        [("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12), ("B", 1)];

    /// <summary>Gets a value indicating whether arguments say it, each of which is one value, whatever it holds.</summary>
    public bool IsArgument { get; init; }

    /// <summary>Gets the value where there can be only one: the last.</summary>
    public string Text => Texts[^1].Trim();

    /// <summary>Gets the single value, or null when it is empty: an empty value means "not set".</summary>
    public string? TextOrNull => Text.Length == 0 ? null : Text;

    /// <summary>Gets the values as a list; one text may hold several, separated by semicolons.</summary>
    public IReadOnlyList<string> List =>
        [.. Texts.SelectMany(text =>
            text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>Gets the full path that the value names.</summary>
    public string FullPath => Full(Text);

    /// <summary>Gets the full paths that the values name.</summary>
    public IReadOnlyList<string> Paths => [.. List.Select(Full)];

    /// <summary>Gets the value as a switch; an argument without a value is on.</summary>
    public bool Switch => Text.ToLowerInvariant() switch
    {
        "" or "true" or "on" or "yes" or "1" => true,
        "false" or "off" or "no" or "0" => false,
        _ => throw new SettingFormatException(),
    };

    /// <summary>Gets the value as <c>name=value</c> pairs; a name alone has a value of null.</summary>
    public IReadOnlyDictionary<string, string?> Map => MapOf(Texts.Count > 1 ? Texts : List);

    /// <summary>Gets the value as <c>name=value</c> pairs, of which an argument gives one whole, semicolons included.</summary>
    public IReadOnlyDictionary<string, string?> WholeMap => IsArgument ? MapOf(Texts) : Map;
    /// <summary>Gets the pairs where each must have a value.</summary>
    public IReadOnlyDictionary<string, string> FullMap =>
        Map.ToDictionary(pair => pair.Key, pair => pair.Value ?? throw new SettingFormatException());

    /// <summary>Gets the value as a time span: a number with ms, s, m, h or d; a bare number is seconds.</summary>
    public TimeSpan Duration =>
        WithUnit(Text, TimeUnits) is var seconds && seconds < TimeSpan.MaxValue.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new SettingFormatException();

    /// <summary>Gets the value as a size: a number with KB, MB, GB or TB (powers of 1000); a bare number is bytes.</summary>
    public long Size => (long)WithUnit(Text, SizeUnits);

    /// <summary>Reads the value as a whole number.</summary>
    /// <param name="least">The smallest that is accepted.</param>
    /// <param name="most">The largest that is accepted.</param>
    /// <returns>The number.</returns>
    public int Number(int least, int most) =>
        int.TryParse(Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
            ? number
            : throw new SettingFormatException();

    /// <summary>Reads the value as one of an enumeration's names, in any case.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <returns>The choice.</returns>
    public T Choice<T>()
        where T : struct, Enum =>
        Enum.TryParse<T>(Text, ignoreCase: true, out var choice) && Enum.IsDefined(choice) && !char.IsDigit(Text[0])
            ? choice
            : throw new SettingFormatException();

    private static double WithUnit(string text, (string Suffix, double Factor)[] units)
    {
        var factor = 1.0;
        foreach (var unit in units)
        {
            if (text.EndsWith(unit.Suffix, StringComparison.OrdinalIgnoreCase))
            {
                (text, factor) = (text[..^unit.Suffix.Length], unit.Factor);
                break;
            }
        }

        return double.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number * factor < long.MaxValue
            ? number * factor
            : throw new SettingFormatException();
    }

    private string Full(string path) => Path.GetFullPath(Path.Combine(WorkingDirectory, ExpandHome(path)));

    private static string ExpandHome(string path) =>
        path == "~" || path.StartsWith("~/", StringComparison.Ordinal)
            ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + path[1..]
            : path;

    private static Dictionary<string, string?> MapOf(IReadOnlyList<string> pairs)
    {
        var map = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = (equals < 0 ? pair : pair[..equals]).Trim();
            map[name.Length > 0 ? name : throw new SettingFormatException()] = equals < 0 ? null : pair[(equals + 1)..];
        }

        return map;
    }
}
