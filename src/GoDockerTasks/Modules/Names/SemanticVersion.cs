namespace GoDockerTasks.Modules;

/// <summary>Semantic versions with Go's leading <c>v</c>, and its short forms <c>v1</c> and <c>v1.2</c>.</summary>
/// <remarks>https://pkg.go.dev/golang.org/x/mod/semver and https://semver.org. What is not a version has no parts.</remarks>
public static class SemanticVersion
{
    /// <summary>Says whether a text is a version.</summary>
    /// <param name="version">The text.</param>
    /// <returns>True when it is.</returns>
    public static bool IsValid(string version) => Parse(version) is not null;

    /// <summary>Gives a version with all three numbers and without build metadata.</summary>
    /// <param name="version">The version, such as <c>v1.2+meta</c>.</param>
    /// <returns>Such as <c>v1.2.0</c>; empty when it is not a version.</returns>
    public static string Canonical(string version) =>
        Parse(version) is { } parts ? $"v{parts.Major}.{parts.Minor}.{parts.Patch}{parts.Prerelease}" : "";

    /// <summary>Gives the major version.</summary>
    /// <param name="version">The version, such as <c>v2.1.0</c>.</param>
    /// <returns>Such as <c>v2</c>; empty when it is not a version.</returns>
    public static string Major(string version) => Parse(version) is { } parts ? $"v{parts.Major}" : "";

    /// <summary>Gives the major and the minor version.</summary>
    /// <param name="version">The version, such as <c>v2.1.0</c>.</param>
    /// <returns>Such as <c>v2.1</c>; empty when it is not a version.</returns>
    public static string MajorMinor(string version) =>
        Parse(version) is { } parts ? $"v{parts.Major}.{parts.Minor}" : "";

    /// <summary>Gives the pre-release.</summary>
    /// <param name="version">The version, such as <c>v2.1.0-pre+meta</c>.</param>
    /// <returns>Such as <c>-pre</c>; empty when there is none.</returns>
    public static string Prerelease(string version) => Parse(version)?.Prerelease ?? "";

    /// <summary>Gives the build metadata.</summary>
    /// <param name="version">The version, such as <c>v2.1.0+meta</c>.</param>
    /// <returns>Such as <c>+meta</c>; empty when there is none.</returns>
    public static string Build(string version) => Parse(version)?.Build ?? "";

    /// <summary>Compares two versions by precedence; build metadata does not count, and what is not a version comes first.</summary>
    /// <param name="x">One version.</param>
    /// <param name="y">The other.</param>
    /// <returns>Less than, equal to or greater than 0.</returns>
    public static int Compare(string x, string y)
    {
        if (Parse(x) is not { } one)
        {
            return Parse(y) is null ? 0 : -1;
        }

        if (Parse(y) is not { } other)
        {
            return 1;
        }

        return CompareNumbers(one.Major, other.Major) is var major and not 0 ? major
            : CompareNumbers(one.Minor, other.Minor) is var minor and not 0 ? minor
            : CompareNumbers(one.Patch, other.Patch) is var patch and not 0 ? patch
            : ComparePrereleases(one.Prerelease, other.Prerelease);
    }

    private static Parts? Parse(string version)
    {
        var rest = version.AsSpan();
        if (rest.IsEmpty || rest[0] != 'v')
        {
            return null;
        }

        rest = rest[1..];
        if (!TryTakeNumber(ref rest, out var major))
        {
            return null;
        }

        if (rest.IsEmpty)
        {
            return new(major, "0", "0", "", "");
        }

        if (rest[0] != '.' || !TryTakeNumber(ref rest, out var minor, skip: 1))
        {
            return null;
        }

        if (rest.IsEmpty)
        {
            return new(major, minor, "0", "", "");
        }

        if (rest[0] != '.' || !TryTakeNumber(ref rest, out var patch, skip: 1))
        {
            return null;
        }

        return TryTakeIdentifiers(ref rest, '-', out var prerelease)
            && TryTakeIdentifiers(ref rest, '+', out var build)
            && rest.IsEmpty
                ? new(major, minor, patch, prerelease, build)
                : null;
    }

    private static bool TryTakeNumber(ref ReadOnlySpan<char> rest, out string number, int skip = 0)
    {
        rest = rest[skip..];
        var length = rest.IndexOfAnyExceptInRange('0', '9');
        length = length < 0 ? rest.Length : length;
        number = rest[..length].ToString();
        rest = rest[length..];

        return number.Length > 0 && (number[0] != '0' || number.Length == 1);
    }

    /// <summary>Takes dot-separated identifiers behind a sign; a number in a pre-release has no leading zero.</summary>
    private static bool TryTakeIdentifiers(ref ReadOnlySpan<char> rest, char sign, out string identifiers)
    {
        identifiers = "";
        if (rest.IsEmpty || rest[0] != sign)
        {
            return true;
        }

        var end = sign == '-' ? rest.IndexOf('+') : -1;
        var text = end < 0 ? rest : rest[..end];
        rest = rest[text.Length..];
        identifiers = text.ToString();
        foreach (var identifier in identifiers[1..].Split('.'))
        {
            if (identifier.Length == 0
                || !identifier.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')
                || (sign == '-' && identifier.Length > 1 && identifier[0] == '0' && IsNumber(identifier)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsNumber(string text) => !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    // As texts: they may have more digits than any number type.
    private static int CompareNumbers(string x, string y) =>
        x.Length != y.Length ? x.Length.CompareTo(y.Length) : string.CompareOrdinal(x, y);

    private static int ComparePrereleases(string x, string y)
    {
        if (x == y)
        {
            return 0;
        }

        // A version without one is the release itself, which comes after.
        if (x.Length == 0 || y.Length == 0)
        {
            return x.Length == 0 ? 1 : -1;
        }

        var (ones, others) = (x[1..].Split('.'), y[1..].Split('.'));
        for (var i = 0; i < Math.Min(ones.Length, others.Length); i++)
        {
            if (ones[i] == others[i])
            {
                continue;
            }

            return (IsNumber(ones[i]), IsNumber(others[i])) switch
            {
                (true, true) => CompareNumbers(ones[i], others[i]),
                (true, false) => -1,
                (false, true) => 1,
                _ => string.CompareOrdinal(ones[i], others[i]),
            };
        }

        return ones.Length.CompareTo(others.Length);
    }

    private sealed record Parts(string Major, string Minor, string Patch, string Prerelease, string Build);
}
