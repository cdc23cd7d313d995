namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>An ignore comment that does not say why.</summary>
internal static class IgnoreWithoutReason
{
    public static LintRule Rule { get; } = new("GDT5002", LintSeverity.Warning, "A finding is ignored without a reason")
    {
        Why = "Whoever reads the file later cannot tell whether the reason still holds. Without one the comment has no effect.",
        Fix = "Write the reason behind the codes: # godocker:ignore GDT5602 the registry has one tag only.",
        Bad = """
            # godocker:ignore GDT5602
            FROM registry.example.com/base/go
            """,
        Good = """
            # godocker:ignore GDT5602 the registry has one tag only
            FROM registry.example.com/base/go
            """,
        IsIgnorable = false,
    };

    public static LintFinding Found(int line) => Rule.At(line, "The comment says what is ignored, and not why; so nothing is.");
}
