using System.Globalization;

namespace GoDockerTasks.Dockerfiles;

/// <summary>The Dockerfile syntax that the frontend built into a Docker Engine knows.</summary>
/// <remarks>
/// By the BuildKit release that an engine's first release vendors; see the release notes of moby/moby and moby/buildkit.
/// Too low a version costs the pull of a frontend; too high a one is caught by building the unchanged file.
/// </remarks>
public static class BuiltInSyntax
{
    private static readonly (int Engine, Version Syntax)[] Known =
    [
        (23, new(1, 4)), (24, new(1, 5)), (25, new(1, 6)), (26, new(1, 7)), (27, new(1, 8)), (28, new(1, 13)), (29, new(1, 19)),
    ];

    /// <summary>Gives the syntax of an engine.</summary>
    /// <param name="engineVersion">The version as the engine says it, such as <c>26.1.5+dfsg1</c>.</param>
    /// <returns>The syntax; that of Docker 23 for anything older or not understood.</returns>
    public static Version Of(string engineVersion)
    {
        ArgumentNullException.ThrowIfNull(engineVersion);
        var digits = engineVersion.AsSpan(0, engineVersion.TakeWhile(char.IsAsciiDigit).Count());
        _ = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var major);
        return Known.LastOrDefault(known => known.Engine <= major, Known[0]).Syntax;
    }
}
