using System.Text;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Dockerfiles.Linting.Reports;

/// <summary>Writes results for people, and as annotations.</summary>
public static class LintText
{
    /// <summary>Writes the findings with what to do about each, and a line that counts them.</summary>
    /// <param name="results">The results.</param>
    /// <param name="ci">The CI system; nothing that a Dockerfile says is taken for one of its commands.</param>
    /// <returns>The text.</returns>
    public static string Write(IReadOnlyList<LintResult> results, CiSystem ci = CiSystem.None)
    {
        ArgumentNullException.ThrowIfNull(results);

        var text = new StringBuilder();
        foreach (var result in results)
        {
            foreach (var finding in result.Findings)
            {
                text.Append($"{result.File}:{finding.Line}: {LintSeverities.Name(finding.Severity)} {finding.Rule.Code}: {finding.Message}\n")
                    .Append($"    {finding.Rule.Fix}{(finding.IsFixable ? " --fix does it." : "")}\n");
            }
        }

        text.Append(Counts(results)).Append('\n');
        return ci == CiSystem.None ? text.ToString() : CiCommands.Defuse(text.ToString());
    }

    /// <summary>Writes the findings as annotations, a line each.</summary>
    /// <param name="results">The results.</param>
    /// <param name="ci">The CI system; nothing is written for none.</param>
    /// <returns>The lines.</returns>
    public static string Annotations(IReadOnlyList<LintResult> results, CiSystem ci)
    {
        ArgumentNullException.ThrowIfNull(results);

        var lines = from result in results
                    from finding in result.Findings
                    let kind = finding.Severity switch
                    {
                        LintSeverity.Error => MessageKind.Error,
                        LintSeverity.Warning => MessageKind.Warning,
                        _ => MessageKind.Information,
                    }
                    let line = CiCommands.Annotation(ci, new(kind, CiCommands.Defuse($"{finding.Message} {finding.Rule.Fix}"), result.File, finding.Line), finding.Rule.Code)
                    where line is not null
                    select line + "\n";
        return string.Concat(lines);
    }

    private static string Counts(IReadOnlyList<LintResult> results)
    {
        var findings = results.SelectMany(result => result.Findings).ToArray();
        var ignored = results.Sum(result => result.All.Count) - findings.Length;
        string Count(LintSeverity severity) => $"{findings.Count(finding => finding.Severity == severity)} {LintSeverities.Name(severity)}(s)";
        return $"{results.Count} file(s): {Count(LintSeverity.Error)}, {Count(LintSeverity.Warning)}, {findings.Count(finding => finding.Severity == LintSeverity.Info)} info"
            + (ignored > 0 ? $", {ignored} ignored" : "");
    }
}
