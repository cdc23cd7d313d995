using System.Text;

namespace GoDockerTasks.Modules;

/// <summary>The rules that module paths, import paths and file names share.</summary>
internal static class PathRules
{
    private const string FilePunctuation = "!#$%&()+,-.=@[]^_{}~ ";

    // Names that Windows keeps for devices, whatever follows the first dot.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL",
        "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9",
        "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
    };

    /// <summary>Says what is wrong with a path; null when nothing is.</summary>
    public static string? Problem(string path, PathKind kind)
    {
        if (path.Length == 0)
        {
            return "it is empty";
        }

        if (path[0] == '-' && kind != PathKind.File)
        {
            return "it begins with a dash";
        }

        foreach (var range in path.AsSpan().Split('/'))
        {
            if (ElementProblem(path.AsSpan(range), kind) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    /// <summary>Says what is wrong with one element of a path; null when nothing is.</summary>
    public static string? ElementProblem(ReadOnlySpan<char> element, PathKind kind)
    {
        if (element.IsEmpty)
        {
            return "it has an empty element";
        }

        if (element.Trim('.').IsEmpty)
        {
            return $"'{element}' is no element";
        }

        if (element[0] == '.' && kind == PathKind.Module)
        {
            return $"'{element}' begins with a dot";
        }

        if (element[^1] == '.')
        {
            return $"'{element}' ends with a dot";
        }

        foreach (var letter in element.EnumerateRunes())
        {
            if (!IsAllowed(letter, kind))
            {
                return $"'{element}' has a character that is not allowed";
            }
        }

        var dot = element.IndexOf('.');
        var stem = dot < 0 ? element : element[..dot];
        if (Reserved.GetAlternateLookup<ReadOnlySpan<char>>().Contains(stem))
        {
            return $"'{stem}' is a reserved name on Windows";
        }

        // Windows makes such names for long ones: GIT~1 is .git.
        var tilde = stem.LastIndexOf('~');
        return kind != PathKind.File && tilde >= 0 && tilde < stem.Length - 1 && IsDigits(stem[(tilde + 1)..])
            ? $"'{element}' ends with a tilde and digits, as short names on Windows do"
            : null;
    }

    private static bool IsAllowed(Rune letter, PathKind kind) =>
        letter.IsAscii && char.IsAsciiLetterOrDigit((char)letter.Value)
        || kind switch
        {
            PathKind.Module => letter.Value is '-' or '.' or '_' or '~',
            PathKind.Import => letter.Value is '-' or '.' or '_' or '~' or '+',
            _ => letter.IsAscii ? FilePunctuation.Contains((char)letter.Value, StringComparison.Ordinal)
                : letter != Rune.ReplacementChar && Rune.IsLetter(letter),
        };

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
