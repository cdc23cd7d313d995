using System.Text;

namespace GoDockerTasks.Modules;

/// <summary>How upper-case letters travel in proxy addresses and cache folders.</summary>
/// <remarks>
/// Each upper-case letter becomes <c>!</c> and its lower-case form, so that two paths that differ only in case stay apart on
/// file systems that ignore case: https://go.dev/ref/mod#goproxy-protocol.
/// </remarks>
public static class CaseEncoding
{
    /// <summary>Encodes a module path or a version.</summary>
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
}
