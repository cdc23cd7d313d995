using System.Globalization;
using System.Text.RegularExpressions;

namespace GoDockerTasks.Modules;

/// <summary>Versions that name a commit, such as <c>v0.0.0-20191109021931-daa7c04131f5</c>.</summary>
/// <remarks>https://go.dev/ref/mod#pseudo-versions.</remarks>
public static partial class PseudoVersion
{
    private const string TimeFormat = "yyyyMMddHHmmss";

    /// <summary>Says whether a version is a pseudo-version.</summary>
    /// <param name="version">The version.</param>
    /// <returns>True when it is.</returns>
    public static bool Is(string version) => SemanticVersion.IsValid(version) && Form().IsMatch(version);

    /// <summary>Makes a pseudo-version.</summary>
    /// <param name="major">The major version, such as <c>v2</c>; empty stands for <c>v0</c>.</param>
    /// <param name="older">The newest version that the commit descends from; empty when there is none.</param>
    /// <param name="time">When the commit was made.</param>
    /// <param name="revision">The commit's short name.</param>
    /// <returns>The pseudo-version: later than <paramref name="older"/>, earlier than the next release.</returns>
    public static string Make(string major, string older, DateTimeOffset time, string revision)
    {
        var suffix = $"{time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}-{revision}";
        var build = SemanticVersion.Build(older);
        var canonical = SemanticVersion.Canonical(older);
        if (canonical.Length == 0)
        {
            return $"{(major.Length == 0 ? "v0" : major)}.0.0-{suffix}";
        }

        if (SemanticVersion.Prerelease(older).Length > 0)
        {
            return $"{canonical}.0.{suffix}{build}";
        }

        var dot = canonical.LastIndexOf('.');
        return $"{canonical[..dot]}.{Increment(canonical[(dot + 1)..])}-0.{suffix}{build}";
    }

    /// <summary>Gives the time of the commit.</summary>
    /// <param name="version">The version.</param>
    /// <param name="time">The time, in UTC.</param>
    /// <returns>False when it is not a pseudo-version, or its time does not exist.</returns>
    public static bool TryGetTime(string version, out DateTimeOffset time)
    {
        time = default;
        return Parse(version) is { } parts && DateTimeOffset.TryParseExact(
            parts.Time, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
    }

    /// <summary>Gives the commit's short name.</summary>
    /// <param name="version">The version.</param>
    /// <returns>The name; null when it is not a pseudo-version.</returns>
    public static string? Revision(string version) => Parse(version)?.Revision;

    /// <summary>Gives the version that the commit descends from.</summary>
    /// <param name="version">The version.</param>
    /// <param name="older">That version; empty when there is none.</param>
    /// <returns>False when it is not a pseudo-version, or no version can come before it.</returns>
    public static bool TryGetBase(string version, out string older)
    {
        older = "";
        if (Parse(version) is not { } parts)
        {
            return false;
        }

        var prerelease = SemanticVersion.Prerelease(parts.Base);
        if (prerelease.Length == 0)
        {
            // vX.0.0-time-commit: nothing came before. With build metadata there would have to be something.
            return parts.Build.Length == 0;
        }

        if (prerelease != "-0")
        {
            older = parts.Base[..^2] + parts.Build;
            return true;
        }

        var release = parts.Base[..^2];
        var dot = release.LastIndexOf('.');
        if (Decrement(release[(dot + 1)..]) is not { } patch)
        {
            return false;
        }

        older = $"{release[..(dot + 1)]}{patch}{parts.Build}";
        return true;
    }

    private static Parts? Parse(string version)
    {
        if (!Is(version))
        {
            return null;
        }

        var build = SemanticVersion.Build(version);
        var text = version[..^build.Length];
        var dash = text.LastIndexOf('-');
        var (head, revision) = (text[..dash], text[(dash + 1)..]);
        var time = head[^TimeFormat.Length..];

        return new(head[..^(TimeFormat.Length + 1)], time, revision, build);
    }

    // Of any length, as in versions.
    private static string Increment(string number)
    {
        var digits = number.ToCharArray();
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            if (digits[i] != '9')
            {
                digits[i]++;
                return new(digits);
            }

            digits[i] = '0';
        }

        return "1" + new string(digits);
    }

    private static string? Decrement(string number)
    {
        var digits = number.ToCharArray();
        var i = digits.Length - 1;
        for (; i >= 0 && digits[i] == '0'; i--)
        {
            digits[i] = '9';
        }

        if (i < 0)
        {
            return null;
        }

        digits[i]--;
        return i == 0 && digits[0] == '0' && digits.Length > 1 ? new(digits, 1, digits.Length - 1) : new(digits);
    }

    [GeneratedRegex(@"^v[0-9]+\.(0\.0-|[0-9]+\.[0-9]+-([^+]*\.)?0\.)[0-9]{14}-[A-Za-z0-9]+(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?\z")]
    private static partial Regex Form();

    private sealed record Parts(string Base, string Time, string Revision, string Build);
}
