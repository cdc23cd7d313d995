using System.Text.RegularExpressions;
using GoDockerTasks.Dockerfiles.Linting.Rules;
using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Dockerfiles.Linting;

/// <summary>The user's <c># godocker:ignore CODE[,CODE] reason</c> above an instruction.</summary>
internal static partial class IgnoreComments
{
    private const string Marker = "godocker:ignore";

    /// <summary>Marks the findings that a comment ignores, and adds one for each comment without a reason and each code that no rule has.</summary>
    public static IReadOnlyList<LintFinding> Apply(Dockerfile dockerfile, IEnumerable<LintFinding> findings)
    {
        var comments = dockerfile.Instructions
            .SelectMany(instruction => instruction.Comments.Select(comment => Read(comment, instruction)).OfType<Comment>())
            .ToArray();
        return
        [
            .. findings.Select(finding => finding with { IgnoredBecause = comments.FirstOrDefault(comment => comment.Covers(finding))?.Reason })
                .Concat(comments.Where(comment => comment.Reason is null).Select(comment => IgnoreWithoutReason.Found(comment.Line)))
                .Concat(comments.SelectMany(comment => comment.Unknown.Select(code => UnknownIgnored.Found(comment.Line, code))))
                .OrderBy(finding => finding.Line).ThenBy(finding => finding.Rule.Code, StringComparer.Ordinal),
        ];
    }

    private static Comment? Read(LineNote comment, Instruction below)
    {
        if (!comment.Text.StartsWith(Marker, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        // 'CODE, CODE' is a list, too.
        string[] words = CommaAndBlank().Replace(comment.Text[Marker.Length..], ",").Split((char[])[' ', '\t'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new(comment.Line, below, words.Length > 0 ? words[0].Split(',') : [], words.Length > 1 ? words[1] : null);
    }

    [GeneratedRegex(@"\s*,\s*(?=GDT\d)", RegexOptions.IgnoreCase)]
    private static partial Regex CommaAndBlank();

    private sealed record Comment(int Line, Instruction Below, string[] Codes, string? Reason)
    {
        public IEnumerable<string> Unknown => Codes.Where(code => !LintRules.All.Any(rule => rule.Code.Equals(code, StringComparison.OrdinalIgnoreCase)));

        public bool Covers(LintFinding finding) => Reason is not null && finding.Rule.IsIgnorable
            && finding.Line >= Below.Line && finding.Line <= Below.EndLine
            && Codes.Contains(finding.Rule.Code, StringComparer.OrdinalIgnoreCase);
    }
}
