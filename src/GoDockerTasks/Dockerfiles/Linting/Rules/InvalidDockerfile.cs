using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>What docker would not take. No other rule looks at a file that cannot be read.</summary>
internal static class InvalidDockerfile
{
    public static LintRule Rule { get; } = new("GDT5001", LintSeverity.Error, "The Dockerfile is not valid")
    {
        Why = "A line does not follow the Dockerfile syntax, so docker refuses the file. Where that leaves open what the other lines mean, nothing else is said about it.",
        Fix = "Change the line; the message says what is accepted.",
        Bad = """
            FORM golang:1.24
            """,
        Good = """
            FROM golang:1.24
            """,
        IsIgnorable = false,
    };

    public static LintFinding Found(ParseProblem problem) => Rule.At(problem.Line, problem.Text);
}
