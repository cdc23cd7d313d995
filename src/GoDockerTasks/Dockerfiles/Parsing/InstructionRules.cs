namespace GoDockerTasks.Dockerfiles.Parsing;

/// <summary>What BuildKit checks about instructions before it builds.</summary>
internal static class InstructionRules
{
    private static readonly string[] Known =
    [
        "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER",
        "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
    ];

    public static bool IsKnown(string keyword) => Array.IndexOf(Known, keyword) >= 0;

    public static string Shortened(string word) => word.Length <= 40 ? word : $"{word[..40]}…";

    public static IEnumerable<ParseProblem> Check(IReadOnlyList<Instruction> instructions)
    {
        var stages = 0;
        foreach (var instruction in instructions)
        {
            stages += instruction is FromInstruction ? 1 : 0;
            var problem = Problem(instruction);
            if (problem is null && stages == 0 && instruction.Keyword != "ARG")
            {
                problem = $"{instruction.Keyword} stands before the first FROM, where only ARG may stand.";
            }

            if (problem is not null)
            {
                yield return new(instruction.Line, problem);
            }
        }
    }

    private static string? Problem(Instruction instruction)
    {
        var keyword = instruction.Keyword;
        if (!IsKnown(keyword))
        {
            return $"'{Shortened(keyword)}' is not an instruction; there are {string.Join(", ", Known)}.";
        }

        if (instruction.Arguments.Length == 0 && instruction.Heredocs.Count == 0 && keyword is not ("CMD" or "ENTRYPOINT" or "RUN"))
        {
            return $"{keyword} takes at least one argument.";
        }

        return instruction switch
        {
            FromInstruction from => From(from),
            CopyInstruction copy when copy.Destination.Length == 0 || copy.Sources.Count + copy.Heredocs.Count == 0 =>
                $"{keyword} takes at least one source and a destination.",
            OnBuildInstruction { Trigger.Keyword: "ONBUILD" or "FROM" or "MAINTAINER" } trigger =>
                $"ONBUILD does not take {trigger.Trigger.Keyword}.",
            // Docker looks at any other trigger when somebody builds on the image.
            OnBuildInstruction => null,
            { Keyword: "SHELL", Json: null } => "SHELL takes a JSON array, such as [\"/bin/sh\", \"-c\"].",
            { Keyword: "SHELL" or "VOLUME", Json.Count: 0 } => $"{keyword} takes at least one word in its JSON array.",
            { Keyword: "HEALTHCHECK" } => HealthCheck(instruction),
            AssignmentInstruction { Keyword: "ARG" } arg when arg.Assignments.Any(pair => pair.Name.Length == 0) => "ARG takes a name before '='.",
            _ => null,
        };
    }

    private static string? HealthCheck(Instruction instruction) =>
        instruction.Arguments.Split(Words.Blanks, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) switch
        {
            [var type, _] when type.Equals("CMD", StringComparison.OrdinalIgnoreCase) => null,
            [var type] when type.Equals("NONE", StringComparison.OrdinalIgnoreCase) => null,
            _ => "HEALTHCHECK takes CMD and a command, or NONE alone.",
        };

    private static string? From(FromInstruction from)
    {
        string[] words = from.Arguments.Split(Words.Blanks, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 1 && (words.Length != 3 || !words[1].Equals("AS", StringComparison.OrdinalIgnoreCase)))
        {
            return "FROM takes an image, or an image, AS and a name.";
        }

        return from.Alias is { } alias && !IsStageName(alias)
            ? $"'{Shortened(alias)}' is not a stage name; it takes a letter, then letters, digits, '-', '_' and '.'."
            : null;
    }

    private static bool IsStageName(string name) =>
        char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
