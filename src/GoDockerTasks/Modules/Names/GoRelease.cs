using System.Globalization;
using System.Text.RegularExpressions;

namespace GoDockerTasks.Modules;

/// <summary>Versions of Go itself, such as <c>1.24</c>, <c>1.24.4</c> and <c>1.25rc1</c>, which are no semantic versions.</summary>
/// <remarks>https://go.dev/doc/toolchain#version: since 1.21, <c>1.21</c> comes before <c>1.21rc1</c>, and that before <c>1.21.0</c>.</remarks>
public static partial class GoRelease
{
    private const int FirstWithPatchZero = 21;

    /// <summary>Compares two versions of Go.</summary>
    /// <param name="x">One version.</param>
    /// <param name="y">The other.</param>
    /// <returns>Less than, equal to or greater than 0; what is not a version comes first.</returns>
    public static int Compare(string x, string y) => Key(x).CompareTo(Key(y));

    /// <summary>Says whether a Go can build what a go line asks for.</summary>
    /// <param name="asked">The version of the go line.</param>
    /// <param name="present">The version of the Go; one without a patch, as in an image tag, stands for its latest patch.</param>
    /// <returns>True when it can.</returns>
    public static bool Fits(string asked, string present)
    {
        var (one, other) = (Key(asked), Key(present));
        return present.Count(letter => letter == '.') == 1 && other.Kind.Length == 0
            ? (one.Major, one.Minor).CompareTo((other.Major, other.Minor)) <= 0
            : one.CompareTo(other) <= 0;
    }

    private static (int Major, int Minor, int Patch, string Kind, int Pre) Key(string version)
    {
        if (Form().Match(version) is not { Success: true } match)
        {
            return (-1, 0, 0, "", 0);
        }

        static int Number(Group group, int otherwise) =>
            group.Success && int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : otherwise;
        var minor = Number(match.Groups[2], 0);
        var isRelease = minor < FirstWithPatchZero && !match.Groups[4].Success;

        return (Number(match.Groups[1], 0), minor, Number(match.Groups[3], isRelease ? 0 : -1), match.Groups[4].Value, Number(match.Groups[5], 0));
    }

    [GeneratedRegex(@"^(?:go)?([0-9]+)\.([0-9]+)(?:\.([0-9]+))?(?:([a-z]+)([0-9]+))?(?:[-+ ].*)?\z")]
    private static partial Regex Form();
}
