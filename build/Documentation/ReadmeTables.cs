using System.Text;
using GoDockerTasks.Errors;
using GoDockerTasks.Settings;

namespace Build.Documentation;

/// <summary>Writes the README's tables from the code, so that neither can forget what the other says.</summary>
public static class ReadmeTables
{
    /// <summary>Replaces what stands between the markers of each table.</summary>
    public static string Update(string readme) =>
        Replace(Replace(readme, "settings", Settings()), "errors", Errors());

    private static string Settings()
    {
        var table = new StringBuilder("| `[GoDocker]` key | Argument | Takes | Default | What it does |\n|---|---|---|---|---|\n");
        foreach (var setting in SettingCatalogue.All)
        {
            var argument = setting.Argument is null ? "" : $"`--{setting.Argument}`";
            table.Append($"| {setting.Key} | {argument} | {Cell(setting.Accepts)} | {Cell(setting.Default)} | {Cell(setting.Summary)} |\n");
        }

        return table.ToString();
    }

    private static string Errors()
    {
        var table = new StringBuilder("| Code | What | Usual cause | First thing to do | Exit code |\n|---|---|---|---|---|\n");
        foreach (var kind in ErrorKinds.All)
        {
            table.Append($"| {kind.Code} | {Cell(kind.Title)} | {Cell(kind.Cause)} | {Cell(kind.Fix)} | {(int)kind.ExitCode} |\n");
        }

        return table.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Replace(string readme, string name, string table)
    {
        var (open, close) = ($"<!-- {name} -->\n", $"<!-- /{name} -->");
        var start = readme.IndexOf(open, StringComparison.Ordinal) + open.Length;
        var end = readme.IndexOf(close, StringComparison.Ordinal);

        return start >= open.Length && end >= start
            ? readme[..start] + table + readme[end..]
            : throw new FormatException($"README.md lacks the markers of the table '{name}'.");
    }
}
