using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace GoDockerTasks.Modules;

/// <summary>How upper-case letters travel in proxy addresses and cache folders.</summary>
/// <remarks>
/// Each upper-case letter becomes <c>!</c> and its lower-case form, so that two paths that differ only in case stay apart on
/// file systems that ignore case: https://go.dev/ref/mod#goproxy-protocol.
/// </remarks>
public static class CaseEncoding
{
    /// <summary>Encodes a module path or a version that is known to be valid.</summary>
    /// <param name="text">The text, such as <c>github.com/Azure/go-autorest</c>.</param>
    /// <returns>The encoded text, such as <c>github.com/!azure/go-autorest</c>.</returns>
    public static string Escape(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('A', 'Z'))
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 8);
        foreach (var letter in text)
        {
            _ = char.IsAsciiLetterUpper(letter)
                ? escaped.Append('!').Append(char.ToLowerInvariant(letter))
                : escaped.Append(letter);
        }

        return escaped.ToString();
    }

    /// <summary>Encodes a module path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="escaped">The encoded path.</param>
    /// <returns>False when it is not a module path.</returns>
    public static bool TryEscapePath(string path, [NotNullWhen(true)] out string? escaped) =>
        (escaped = ModulePath.Problem(path) is null ? Escape(path) : null) is not null;

    /// <summary>Encodes a version, or another name of one that a proxy may be asked for.</summary>
    /// <param name="version">The version; any file name without <c>!</c>.</param>
    /// <param name="escaped">The encoded version.</param>
    /// <returns>False when it cannot be part of an address.</returns>
    public static bool TryEscapeVersion(string version, [NotNullWhen(true)] out string? escaped) =>
        (escaped = IsVersion(version) && Ascii.IsValid(version) && !version.Contains('!', StringComparison.Ordinal)
            ? Escape(version)
            : null) is not null;

    /// <summary>Decodes a module path.</summary>
    /// <param name="escaped">The encoded path.</param>
    /// <param name="path">The path.</param>
    /// <returns>False when it is not an encoded module path.</returns>
    public static bool TryUnescapePath(string escaped, [NotNullWhen(true)] out string? path) =>
        (path = Unescape(escaped) is { } text && ModulePath.Problem(text) is null ? text : null) is not null;

    /// <summary>Decodes a version.</summary>
    /// <param name="escaped">The encoded version.</param>
    /// <param name="version">The version.</param>
    /// <returns>False when it is not an encoded version.</returns>
    public static bool TryUnescapeVersion(string escaped, [NotNullWhen(true)] out string? version) =>
        (version = Unescape(escaped) is { } text && IsVersion(text) ? text : null) is not null;

    private static bool IsVersion(string text) => PathRules.ElementProblem(text, PathKind.File) is null
        && !text.Contains('/', StringComparison.Ordinal);

    private static string? Unescape(string escaped)
    {
        var text = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            if (char.IsAsciiLetterUpper(escaped[i]) || !char.IsAscii(escaped[i]))
            {
                return null;
            }

            if (escaped[i] != '!')
            {
                text.Append(escaped[i]);
                continue;
            }

            if (++i == escaped.Length || !char.IsAsciiLetterLower(escaped[i]))
            {
                return null;
            }

            text.Append(char.ToUpperInvariant(escaped[i]));
        }

        return text.ToString();
    }
}
