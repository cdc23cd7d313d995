using System.Text.RegularExpressions;

namespace GoDockerTasks.Settings;

/// <summary>What docker takes as an image's name and tag (distribution reference grammar).</summary>
internal static partial class ImageName
{
    public static string? Checked(string? name) =>
        name is null || Name().IsMatch(name)
            ? name
            : throw new SettingFormatException(
                name.Contains(':', StringComparison.Ordinal) ? "a tag goes into Tags (--tag);" :
                name.Any(char.IsAsciiLetterUpper) ? "names are in lower case;" : null);

    public static string CheckedTag(string tag) => Tag().IsMatch(tag) ? tag : throw new SettingFormatException();

    [GeneratedRegex(@"^([a-zA-Z0-9][a-zA-Z0-9.-]*(:[0-9]+)?/)?[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*(/[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
