using System.Text;
using GoDockerTasks.Resilience;

namespace Build.Documentation;

/// <summary>Writes docs/failure-kinds.md from the catalogue of failure kinds.</summary>
public static class FailureKindsPage
{
    /// <summary>Gives the page's text.</summary>
    public static string Text()
    {
        var page = new StringBuilder("""
            # Failure kinds

            What a failed build is called in logs, in `report.json` and by `--target=Diagnose`, and what is done about it. *Transient*: a re-run
            with nothing changed may help. The evidence of a log can overrule both columns. This page is made from the code by
            `./build.sh --target=Docs`.

            | Kind | What happened | Transient | First thing to do | Exit code |
            |---|---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var kind in FailureKinds.All)
        {
            var exitCode = (int)(kind.Transient ? kind.ErrorWhenTransient ?? kind.Error : kind.Error).ExitCode;
            page.Append($"| [{kind.Id}](#{kind.Id}) | {kind.What} | {(kind.Transient ? "yes" : "no")} | {kind.Action} | {exitCode} |\n");
        }

        foreach (var kind in FailureKinds.All)
        {
            page.Append($"\n## {kind.Id}\n\n{kind.What}\n");
            Append(page, "Usual causes, most likely first:", [.. kind.Causes.Select(cause => cause.Text)]);
            Append(page, "What to do, in order:", kind.Fixes);
        }

        return page.ToString();
    }

    private static void Append(StringBuilder page, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
        {
            page.Append($"\n{title}\n\n{string.Concat(lines.Select(line => $"- {line}\n"))}");
        }
    }
}
