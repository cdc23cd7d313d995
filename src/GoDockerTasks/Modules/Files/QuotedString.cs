using System.Text;

namespace GoDockerTasks.Modules;

/// <summary>A string of go.mod and go.work, between double quotes and always on one line.</summary>
/// <remarks>
/// https://go.dev/ref/mod#go-mod-file-lexical; the escapes are those of https://go.dev/ref/spec#String_literals. The raw strings that
/// the reference has as well, Go itself refuses.
/// </remarks>
internal static class QuotedString
{
    /// <summary>Reads a string.</summary>
    /// <param name="line">The line that it is in.</param>
    /// <param name="at">Where its opening quote is; afterwards, where it has ended.</param>
    /// <returns>What it says; null when it has no end or an escape that Go does not know.</returns>
    public static string? Read(string line, ref int at)
    {
        at++;
        var text = new StringBuilder();
        while (at < line.Length)
        {
            var letter = line[at++];
            if (letter == '"')
            {
                return text.ToString();
            }

            if (letter == '\\')
            {
                if (Escape(line, ref at) is not { } escaped)
                {
                    return null;
                }

                text.Append(escaped);
            }
            else
            {
                text.Append(letter);
            }
        }

        return null;
    }

    // The escapes of Go's interpreted strings.
    private static string? Escape(string line, ref int at)
    {
        if (at >= line.Length)
        {
            return null;
        }

        var letter = line[at++];
        return letter switch
        {
            'a' => "\a",
            'b' => "\b",
            'f' => "\f",
            'n' => "\n",
            'r' => "\r",
            't' => "\t",
            'v' => "\v",
            '\\' => "\\",
            '"' => "\"",
            'x' => Number(line, ref at, 2, 16),
            'u' => Number(line, ref at, 4, 16),
            'U' => Number(line, ref at, 8, 16),
            >= '0' and <= '7' => Number(line, ref at, 3, 8, back: 1),
            _ => null,
        };
    }

    private static string? Number(string line, ref int at, int digits, int radix, int back = 0)
    {
        at -= back;
        if (at + digits > line.Length)
        {
            return null;
        }

        var value = 0L;
        foreach (var letter in line.AsSpan(at, digits))
        {
            var digit = char.IsAsciiHexDigit(letter) ? Convert.ToInt32(letter.ToString(), 16) : radix;
            if (digit >= radix)
            {
                return null;
            }

            value = (value * radix) + digit;
        }

        at += digits;
        return value <= 0x10FFFF && Rune.IsValid((int)value) ? new Rune((int)value).ToString() : null;
    }
}
