namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>Every rule, ordered by code; the pages in the docs are made from it.</summary>
public static class LintRules
{
    internal static IReadOnlyList<ILintCheck> Checks { get; } =
    [
    ];

    /// <summary>Gets every rule.</summary>
    public static IReadOnlyList<LintRule> All { get; } =
    [
        .. Checks.Select(check => check.Rule).Append(InvalidDockerfile.Rule).Append(IgnoreWithoutReason.Rule)
            .OrderBy(rule => rule.Code, StringComparer.Ordinal),
    ];
}
