using System.Text.RegularExpressions;
using GoDockerTasks.Checks;
using GoDockerTasks.Errors;
using GoDockerTasks.Io;

namespace GoDockerTasks.Images.Checks;

/// <summary>Why a builder in a container of its own cannot be started, in docker's own words.</summary>
internal static partial class BuilderStart
{
    /// <summary>Finds the reason in what a build said.</summary>
    /// <param name="build">What 'docker buildx build --progress plain' said.</param>
    /// <returns>The builder and the reason; null where the builder was started, or no container had to be.</returns>
    public static (string Builder, string Reason)? Problem(ProcessOutput build)
    {
        if (build.Succeeded || Failure().Match(build.Error) is not { Success: true } failure)
        {
            return null;
        }

        // What the container printed stands once more below the error, each line behind the second in which it came.
        var said = Summary().Match(build.Error).Groups["line"].Captures.LastOrDefault()?.Value.Trim();
        return (
            Builder().Match(build.Error) is { Success: true } name ? name.Groups["name"].Value : "in use",
            failure.Groups["reason"].Value.Trim() + (string.IsNullOrEmpty(said) ? "" : $"; its container says: {said}"));
    }

    /// <summary>Makes the finding.</summary>
    /// <param name="builder">The builder's name.</param>
    /// <param name="reason">What docker says.</param>
    /// <param name="container">The builder's container; the default is that of its first node.</param>
    public static Finding Broken(string builder, string reason, string? container = null) => Finding.Broken(
        $"builder {builder} cannot be started: {reason}",
        $"docker logs {container ?? Container($"{builder}0")}; docker buildx inspect --bootstrap {builder}; "
        + "without it: --godocker_builder=default",
        ExitCode.Machine);

    /// <summary>Gives the name of the container that buildx makes for a builder's node.</summary>
    public static string Container(string node) => $"buildx_buildkit_{node}";

    [GeneratedRegex(@"^#(?<step>\d+) \[internal\] booting buildkit\r?\n(?:#\k<step> .*\n)*?#\k<step> ERROR: (?<reason>.*)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Failure();

    [GeneratedRegex(@"^ > \[internal\] booting buildkit:\r?\n(?:[\d.]+ (?<line>.*)\n)*------", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Summary();

    [GeneratedRegex("^#0 building with \"(?<name>[^\"]+)\" instance", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Builder();
}
