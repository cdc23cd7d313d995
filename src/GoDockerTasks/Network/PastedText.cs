namespace GoDockerTasks.Network;

/// <summary>What gets into values that are pasted from web pages, chats and Windows prompts.</summary>
internal static class PastedText
{
    // They look like the plain ones, and are part of the address for Go.
    private static readonly Dictionary<char, char> Plain = new()
    {
        ['，'] = ',', ['、'] = ',', ['；'] = ',', ['｜'] = '|', ['：'] = ':', ['／'] = '/', ['．'] = '.', ['。'] = '.', ['＊'] = '*', ['\u3000'] = ' ',
    };

    private const string Quotes = "\"'`“”‘’";

    /// <summary>Finds a character that only looks right, or quotes that a shell did not take away.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static string? Problem(string text)
    {
        foreach (var letter in text)
        {
            if (Plain.TryGetValue(letter, out var plain))
            {
                return $"it has a full-width '{letter}' where '{plain}' is meant";
            }
        }

        // Inside an address they may belong to a password.
        return text.Split(',', '|', ';').Select(part => part.Trim()).Any(IsQuoted) ? "it has quotes around it" : null;
    }

    /// <summary>Gives the text with plain characters and without quotes.</summary>
    public static string Repair(string text) => string.Concat(text
        .Where(letter => !Quotes.Contains(letter, StringComparison.Ordinal))
        .Select(letter => Plain.GetValueOrDefault(letter, letter)));

    private static bool IsQuoted(string part) =>
        part.Length > 0
        && (Quotes.Contains(part[0], StringComparison.Ordinal) || Quotes.Contains(part[^1], StringComparison.Ordinal));
}
