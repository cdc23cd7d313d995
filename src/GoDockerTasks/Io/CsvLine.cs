using System.Text;

namespace GoDockerTasks.Io;

/// <summary>A line of CSV, the form in which docker takes <c>--secret</c>, <c>RUN --mount</c> and their like: a field that holds a comma is quoted.</summary>
internal static class CsvLine
{
    /// <summary>Gives the fields of a line without their quotes.</summary>
    public static IReadOnlyList<string> Fields(string line)
    {
        List<string> fields = [];
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (quoted && line[i] == '"' && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append(line[i++]);
            }
            else if (line[i] == '"' && (quoted || field.Length == 0))
            {
                quoted = !quoted;
            }
            else if (line[i] == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(line[i]);
            }
        }

        return [.. fields, field.ToString()];
    }

    /// <summary>Doubles the quotes in a text, as it has to stand between quotes.</summary>
    public static string Doubled(string text) => text.Replace("\"", "\"\"", StringComparison.Ordinal);
}
