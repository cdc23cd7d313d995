using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using GoDockerTasks.Modules;

namespace GoDockerTasks.TestSupport.Modules;

/// <summary>A package's version, such as <c>1.8.1-1</c> or <c>0.0~git20200902.038fdea-1</c>, as versions of its modules.</summary>
/// <param name="text">The version.</param>
internal sealed partial class DebianVersion(string text)
{
    private const string Incompatible = "+incompatible";
    private static readonly DateTimeOffset NoDate = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Gives a module the release that the package says, or a pseudo-version where it has none that suits the path.</summary>
    public ModuleVersion Of(string path, bool hasGoMod)
    {
        _ = ModulePath.TrySplitVersion(path, out _, out var major);
        var release = Release().Match(text) is { Success: true } match
            ? $"v{match.Groups["major"]}.{match.Groups["minor"]}.{(match.Groups["patch"].Success ? match.Groups["patch"] : "0")}"
            : "";
        string[] spellings = hasGoMod || major.Length > 0 ? [release] : [release, release + Incompatible];
        return new(path, spellings.FirstOrDefault(version => ModulePath.Problem(path, version) is null) ?? Pseudo(major));
    }

    private string Pseudo(string major)
    {
        var time = Date().Match(text) is { Success: true } date
            && DateTimeOffset.TryParseExact(date.Value, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var found)
            ? found : NoDate;
        var revision = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
        return PseudoVersion.Make(ModulePath.MajorPrefix(major), "", time, revision);
    }

    // 1:2.3.4+ds1-5, as in the name of a package's file; a snapshot of a commit is no release.
    [GeneratedRegex(@"^(?:\d+%3a)?(?<major>0|[1-9]\d{0,3})\.(?<minor>0|[1-9]\d{0,3})(?:\.(?<patch>0|[1-9]\d{0,3}))?(?=[-+~])(?!.*git)")]
    private static partial Regex Release();

    [GeneratedRegex(@"20\d{6}")]
    private static partial Regex Date();
}
