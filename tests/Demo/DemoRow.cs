using System.Text;

namespace GoDockerTasks.Demo;

/// <summary>One line of the table at the end.</summary>
/// <param name="What">What was tried.</param>
/// <param name="Plain">What became of it with plain docker build.</param>
/// <param name="Ours">What became of it with this tool.</param>
/// <param name="Kept">Whether that is what this tool promises; how long something takes is shown and not judged.</param>
public sealed record DemoRow(string What, string Plain, string Ours, bool Kept)
{
    /// <summary>Writes the table, in Markdown that can be read as it is.</summary>
    public static string Table(IReadOnlyList<DemoRow> rows)
    {
        string[][] cells = [["", "plain `docker build`", "this tool"], .. rows.Select(row => new[] { row.What, row.Plain, (row.Kept ? "" : "NOT AS PROMISED: ") + row.Ours })];
        int[] widths = [.. Enumerable.Range(0, 3).Select(column => cells.Max(line => line[column].Length))];
        var table = new StringBuilder();
        foreach (var line in cells)
        {
            table.Append("| ").AppendJoin(" | ", line.Select((cell, column) => cell.PadRight(widths[column]))).Append(" |\n");
            if (line == cells[0])
            {
                table.Append('|').AppendJoin('|', widths.Select(width => new string('-', width + 2))).Append("|\n");
            }
        }

        return table.ToString();
    }
}
