using System.Text;

namespace GoDockerTasks.Dockerfiles.Rewriting;

/// <summary>The unified diff of two texts with the same number of lines.</summary>
internal static class LineDiff
{
    private const int Context = 3;

    public static string Of(string name, string before, string after)
    {
        string[] old = before.Split('\n');
        string[] now = after.Split('\n');
        int[] changed = [.. Enumerable.Range(0, Math.Min(old.Length, now.Length)).Where(i => old[i] != now[i])];
        if (changed.Length == 0)
        {
            return "";
        }

        var diff = new StringBuilder($"--- {Name('a', name)}\n+++ {Name('b', name)}\n");
        for (var i = 0; i < changed.Length;)
        {
            var last = i;
            while (last + 1 < changed.Length && changed[last + 1] - changed[last] <= 2 * Context)
            {
                last++;
            }

            Hunk(diff, old, now, Math.Max(0, changed[i] - Context), Math.Min(old.Length - 1, changed[last] + Context));
            i = last + 1;
        }

        return diff.ToString();
    }

    // As git writes names: quoted where a character would break the line, and with a tab behind one that has spaces.
    private static string Name(char side, string name) =>
        name.AsSpan().IndexOfAny("\"\\\n\t") >= 0
            ? $"\"{side}/{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
                .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)}\""
            : $"{side}/{name}{(name.Contains(' ', StringComparison.Ordinal) ? "\t" : "")}";

    private static void Hunk(StringBuilder diff, string[] old, string[] now, int first, int last)
    {
        // What follows the last line feed is no line.
        last = last == old.Length - 1 && old[last].Length == 0 && now[last].Length == 0 ? last - 1 : last;
        diff.Append($"@@ -{first + 1},{last - first + 1} +{first + 1},{last - first + 1} @@\n");
        for (var i = first; i <= last;)
        {
            if (old[i] == now[i])
            {
                Line(diff, ' ', old, i++);
                continue;
            }

            var end = i;
            while (end <= last && old[end] != now[end])
            {
                end++;
            }

            Lines(diff, '-', old, i, end);
            Lines(diff, '+', now, i, end);
            i = end;
        }
    }

    private static void Lines(StringBuilder diff, char sign, string[] lines, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            Line(diff, sign, lines, i);
        }
    }

    private static void Line(StringBuilder diff, char sign, string[] lines, int i) =>
        diff.Append(sign).Append(lines[i]).Append(i < lines.Length - 1 ? "\n" : "\n\\ No newline at end of file\n");
}
