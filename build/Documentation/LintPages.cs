using System.Text;
using GoDockerTasks.Dockerfiles.Linting;
using GoDockerTasks.Dockerfiles.Linting.Rules;

namespace Build.Documentation;

/// <summary>Writes docs/lint.md and a page for each rule from the rules themselves.</summary>
public static class LintPages
{
    /// <summary>Gives each page's path below docs with its text.</summary>
    public static IEnumerable<KeyValuePair<string, string>> All() =>
        LintRules.All.Select(rule => KeyValuePair.Create($"lint/{rule.Code}.md", Page(rule))).Prepend(KeyValuePair.Create("lint.md", Index()));

    private static string Index()
    {
        var page = new StringBuilder("""
            # Lint

            `./build.sh --target=Lint --dockerfile=FILE[,FILE…]` says what is wrong with Dockerfiles of Go services, without a build and without
            Docker. A rule speaks only where the file proves it. Rules about files of the build context look at the Dockerfile's folder, or at `--context`.

            - `--format=text|json|sarif|github|azure`: all of standard output; everything else goes to standard error. `text` in GitHub Actions and
              Azure Pipelines has annotations behind it. `json` has facts beside the findings; they are null for a file that is not valid.
            - `--fail-on=error|warning|info|none`: the least severity with which the run ends with exit code 20. The default is `error`; `LintFailOn`
              in cake.config sets another.
            - `--fix` mends what is marked below, in the file: nothing else in it changes, and the image is the same but for the fault.
              Standard error has a line for each change: file, line and code.
            - `# godocker:ignore CODE[,CODE] reason` above an instruction silences it there. The reason is part of it. In SARIF the finding stays,
              as suppressed.

            Codes from GDT5000 are findings; an error of a run never has one, and a released code is never reused. This page and the others
            are made from the code by `./build.sh --target=Docs`.

            | Code | What | Severity | `--fix` |
            |---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var rule in LintRules.All)
        {
            page.Append($"| [{rule.Code}](lint/{rule.Code}.md) | {rule.Title} | {LintSeverities.Name(rule.Severity)} | {(rule.IsFixable ? "yes" : "")} |\n");
        }

        return page.ToString();
    }

    private static string Page(LintRule rule) => $"""
        # {rule.Code}: {rule.Title}

        Severity: {LintSeverities.Name(rule.Severity)}.{(rule.IsFixable ? " `--fix` mends it where that is safe." : "")}

        {rule.Why}

        ## Bad

        ```dockerfile
        {rule.Bad}
        ```

        ## Good

        ```dockerfile
        {rule.Good}
        ```

        ## What to do

        {rule.Fix}

        {(rule.IsIgnorable ? Silencing(rule) : "No comment can silence it.")}

        """.ReplaceLineEndings("\n");

    private static string Silencing(LintRule rule) => $"""
        To silence it for an instruction, write above it:

        ```dockerfile
        # godocker:ignore {rule.Code} the reason why it is right here
        ```
        """;
}
