using GoDockerTasks.Dockerfiles.Commands;
using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Dockerfiles.Linting.Facts;

/// <summary>What the commands and variables ask of Go: a vendor folder, no checksums, tools of no fixed version.</summary>
internal static class GoFlagFacts
{
    private static readonly string[] Compiling = ["build", "install", "test", "run", "vet", "list", "generate"];

    private static readonly (string Name, string Value)[] NoChecksums = [("GOSUMDB", "off"), ("GONOSUMDB", "*")];

    public static bool UsesVendor(LintSubject subject) =>
        subject.Runs.Any(run => run.GoCommands.Any(IsVendoring) || run.Commands.Any(HasVendorFlag))
        || subject.Assignments("ENV").Concat(subject.Assignments("ARG")).Any(pair => AsksForVendor(pair.Assignment.Value))
        || subject.GlobalArguments.Any(argument => AsksForVendor(argument.Value))
        || subject.Dockerfile.Instructions.Any(instruction => instruction.Keyword is "CMD" or "ENTRYPOINT" && AsksForVendor(instruction.Arguments));

    public static bool RunsTidy(LintSubject subject) => subject.Runs.Any(run => run.CallsGo("mod", "tidy"));

    /// <summary>The RUNs, ENVs and ARGs that switch checksums off.</summary>
    public static IEnumerable<Instruction> WithoutChecksums(LintSubject subject) =>
        subject.Runs.Where(run => NoChecksums.Any(pair => run.Inline(pair.Name).Concat(run.Persisted(pair.Name))
                .Any(word => run.Expand(word.Text[(pair.Name.Length + 1)..]).Trim('"', '\'') == pair.Value)))
            .Select(run => (Instruction)run.Run)
            .Concat(subject.Assignments("ENV").Concat(subject.Assignments("ARG"))
                .Where(pair => NoChecksums.Any(off => off.Name == pair.Name && off.Value == pair.Value))
                .Select(pair => pair.Instruction));

    /// <summary>The RUNs that install or run something <c>@latest</c>.</summary>
    public static IEnumerable<LintRun> AtLatest(LintSubject subject) => subject.Runs.Where(run => run.GoCommands.Any(command =>
        GoRunDetector.Subcommand(command) is "install" or "run"
        && command.Arguments.Any(argument => !argument.StartsWith('-') && run.Expand(argument).EndsWith("@latest", StringComparison.Ordinal))));

    private static bool IsVendoring(ShellCommand command) =>
        GoRunDetector.Subcommand(command) is "mod" or "work" && command.Arguments.Contains("vendor");

    private static bool HasVendorFlag(ShellCommand command)
    {
        string[] words = [.. command.Assignments.Concat(command.Words).Select(word => word.Text)];
        return words.Any(AsksForVendor)
            || SetsMod(words, "vendor");
    }

    /// <summary>Says whether all Go commands of a RUN compile from the vendor folder, and so download nothing.</summary>
    public static bool TakesVendored(LintRun run) => run.GoCommands.Count > 0 && run.GoCommands.All(command =>
        Compiling.Contains(GoRunDetector.Subcommand(command))
        && (SetsMod([.. command.Arguments], "vendor") || (!SetsAnyMod(command) && SetsMod(GoFlags(run).Split(' '), "vendor"))));

    /// <summary>Says whether words set <c>-mod</c>, in one word or in two.</summary>
    public static bool SetsMod(IReadOnlyList<string> words, string value) =>
        words.Any(word => word == $"-mod={value}" || word == $"--mod={value}")
        || words.Zip(words.Skip(1)).Any(pair => pair.First is "-mod" or "--mod" && pair.Second == value);

    private static string GoFlags(LintRun run) =>
        run.Inline("GOFLAGS").LastOrDefault()?.Text["GOFLAGS=".Length..]
        ?? run.State.Value("GOFLAGS") ?? run.PersistedBefore("GOFLAGS") ?? "";

    // On the command line it beats GOFLAGS.
    private static bool SetsAnyMod(ShellCommand command) =>
        command.Arguments.Any(argument => argument is "-mod" or "--mod" || argument.StartsWith("-mod=", StringComparison.Ordinal) || argument.StartsWith("--mod=", StringComparison.Ordinal));

    private static bool AsksForVendor(string? text) => text is not null
        && text.Contains("-mod=vendor", StringComparison.Ordinal);
}
