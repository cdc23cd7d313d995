namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>An ignore comment with a code that no rule has.</summary>
internal static class UnknownIgnored
{
    public static LintRule Rule { get; } = new("GDT5003", LintSeverity.Warning, "An ignore comment names a code that there is not")
    {
        Why = "It ignores nothing. The code may be mistyped, that of another tool, or missing, so that the first word of the reason stands in its place.",
        Fix = "Write the code as the finding has it, or take the comment out: # godocker:ignore GDT5602 the registry has one tag only.",
        Bad = """
            # godocker:ignore GDT5062 the registry has one tag only
            FROM registry.example.com/base/go
            """,
        Good = """
            # godocker:ignore GDT5602 the registry has one tag only
            FROM registry.example.com/base/go
            """,
        IsIgnorable = false,
    };

    public static LintFinding Found(int line, string code) => Rule.At(line, $"'{code}' is the code of no rule; the comment ignores nothing by it.");
}
