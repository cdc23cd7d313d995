namespace GoDockerTasks.Images;

/// <summary>A Go toolchain on this machine.</summary>
/// <param name="Root">Its GOROOT.</param>
/// <param name="Version">Its version, such as <c>1.24.4</c>.</param>
public sealed record GoInstallation(string Root, string Version)
{
    private const string VersionPrefix = "go";

    /// <summary>Gets the version's numbers, for comparison; what follows a number is left out.</summary>
    public Version Number =>
        System.Version.TryParse(string.Concat(Version.TakeWhile(letter => char.IsAsciiDigit(letter) || letter == '.')), out var number)
            ? number
            : new(0, 0);

    /// <summary>Looks at one folder.</summary>
    /// <param name="root">A folder that may be a GOROOT.</param>
    /// <returns>The toolchain; null when the folder is none, or not a whole one.</returns>
    public static GoInstallation? At(string root)
    {
        var version = Path.Combine(root, "VERSION");
        if (!File.Exists(version) || !File.Exists(Path.Combine(root, "bin", "go"))
            || !Directory.Exists(Path.Combine(root, "src", "runtime")))
        {
            return null;
        }

        var first = File.ReadLines(version).FirstOrDefault() ?? "";
        return first.StartsWith(VersionPrefix, StringComparison.Ordinal)
            ? new(root, first[VersionPrefix.Length..].Split(' ')[0])
            : null;
    }

    /// <summary>Says whether this version is one that a tag such as <c>1.24-alpine</c> stands for.</summary>
    /// <param name="wanted">The version of the tag: <c>1.24</c>, <c>1.24.4</c>, <c>1</c>; empty for any.</param>
    /// <returns>Whether it fits.</returns>
    public bool Fits(string wanted) =>
        wanted.Length == 0 || Version == wanted || Version.StartsWith(wanted + ".", StringComparison.Ordinal);
}
