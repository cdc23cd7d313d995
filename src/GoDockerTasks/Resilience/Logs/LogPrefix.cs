using System.Globalization;
using System.Text.RegularExpressions;

namespace GoDockerTasks.Resilience;

/// <summary>Takes off what stands before the line that a program printed: colours, CI timestamps, BuildKit's step numbers.</summary>
internal static partial class LogPrefix
{
    /// <summary>Gives the line as its program printed it.</summary>
    /// <param name="line">The line as it stands in the log.</param>
    /// <param name="step">The number of the BuildKit step that printed it; 0 where none is given.</param>
    /// <param name="isPrinted">Whether the step's command printed it; BuildKit's own lines have no time.</param>
    /// <returns>The line, indentation kept.</returns>
    public static string Strip(string line, out int step, out bool isPrinted)
    {
        (step, isPrinted) = (0, false);
        if (line.Contains('\e', StringComparison.Ordinal))
        {
            line = Colours().Replace(line, "");
        }

        line = WithoutStep(line, ref step, ref isPrinted);
        while (true)
        {
            var match = CanBegin(line) ? Prefix().Match(line) : Match.Empty;
            if (!match.Success || match.Length == 0)
            {
                return line;
            }

            if (match.Groups["step"] is { Success: true } number)
            {
                step = int.Parse(number.ValueSpan, CultureInfo.InvariantCulture);
                isPrinted = match.Groups["seconds"].Success;
            }

            line = line[match.Length..];
        }
    }

    // The same as the pattern's first line does, for the lines that make up most of a log.
    private static string WithoutStep(string line, ref int step, ref bool isPrinted)
    {
        if (line.Length < 3 || line[0] != '#')
        {
            return line;
        }

        var end = 1;
        while (end < line.Length && char.IsAsciiDigit(line[end]))
        {
            end++;
        }

        if (end == 1 || end > 7 || end == line.Length || line[end] != ' ')
        {
            return line;
        }

        step = int.Parse(line.AsSpan(1, end - 1), CultureInfo.InvariantCulture);
        var begin = end + 1;
        var time = begin;
        while (time < line.Length && (char.IsAsciiDigit(line[time]) || line[time] == '.'))
        {
            time++;
        }

        isPrinted = time > begin && time < line.Length - 1 && line[time] == ' ';
        return isPrinted ? line[(time + 1)..] : line[begin..];
    }

    // Most lines begin with a letter, and only a service's or a stream's name does that, too.
    private static bool CanBegin(ReadOnlySpan<char> line) => line.Length > 0
        && (line[0] is '#' or '[' or ' ' or '\t' || char.IsAsciiDigit(line[0])
            || line.StartsWith("Step #")
            || (char.IsAsciiLetterLower(line[0]) && (line.Contains(" | ", StringComparison.Ordinal) || line.StartsWith("std"))));

    [GeneratedRegex(@"\e(\[[0-9;?]*[ -/]*[@-~]|[\]_][^\a\e]*(\a|\e\\)?|[@-Z\\-^])")]
    private static partial Regex Colours();

    // A BuildKit step with its seconds; the seconds alone, as in the summary at the end; the timestamps of GitHub, Azure,
    // GitLab, CircleCI, TeamCity and Jenkins; the seconds of the Open Build Service; the service's name, as docker compose and
    // kubectl put it; a stream's name; Dagger's step with its seconds; Cloud Build's step.
    [GeneratedRegex(
        """
        ^(?:
            [ \t]*\#(?<step>\d{1,6})\ (?<seconds>\d{1,6}\.\d{1,3}\ (?=.))? |
            (?:\d{1,6}\.\d{2,3}|\d{4,6}\.\d)\ (?=\S|[ \t]) |
            \d{1,6}\ ?:\ \[\d+(?:\.\d+)?s\]\ (?:\|\ )? |
            [ \t]*\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?\]?\ (?:\[[A-Z]+/\d+\]\ (?:ERR|OUT)\ |\d\d[OE][ +])? |
            [ \t]*\[?\d\d:\d\d:\d\d(?:[.,]\d+)?\]?(?:\ {1,2}|\t(?:\[Step\ \d+/\d+\]\ )?) |
            \[\ *\d{1,6}s\]\ |
            [a-z][a-z0-9_.-]{0,40}\ +\|\ |
            Step\ \#\d{1,4}(?:\ -\ "[^"]{1,60}")?:\  |
            (?:stdout|stderr):\ 
        )
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Prefix();
}
