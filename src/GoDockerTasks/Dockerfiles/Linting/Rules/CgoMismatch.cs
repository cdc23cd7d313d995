using GoDockerTasks.Dockerfiles.Commands;
using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Stages;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>A binary that may need glibc, in an image without it.</summary>
internal sealed class CgoMismatch : ILintCheck
{
    // With any of these the author has thought about linking, and differently.
    private static readonly string[] Linking =
        ["CGO_ENABLED", "-extldflags", "-linkmode", "static", "netgo", "osusergo", "musl", "GOARCH", "GOOS", "CC=", "xx-"];

    public LintRule Rule { get; } = new("GDT5502", LintSeverity.Warning, "The binary may need a C library that the image lacks")
    {
        Why = """
            golang images on Debian have gcc, so cgo is on, and a program that imports net or os/user is linked to glibc. In scratch,
            distroless/static and alpine it then ends with 'no such file or directory' when it starts.
            """,
        Fix = "Build with CGO_ENABLED=0; where cgo is needed, use a base with glibc, such as gcr.io/distroless/base.",
        Bad = """
            FROM golang:1.24 AS build
            COPY . /src
            RUN cd /src && go build -o /app
            FROM scratch
            COPY --from=build /app /app
            """,
        Good = """
            FROM golang:1.24 AS build
            COPY . /src
            RUN cd /src && CGO_ENABLED=0 go build -o /app
            FROM scratch
            COPY --from=build /app /app
            """,
    };

    public IEnumerable<LintFinding> Find(LintSubject subject)
    {
        if (!LacksGlibc(subject))
        {
            yield break;
        }

        foreach (var (copy, run) in
            from copy in subject.Final.Steps.Select(step => step.Instruction).OfType<CopyInstruction>()
            where copy.From is not null
            let stage = subject.Graph.Find(copy.From!, subject.Final)
            where stage is not null && IsDebianGo(stage)
            from run in subject.Runs
            where run.Stage == stage && Builds(run, copy)
            select (copy, run))
        {
            yield return Rule.At(run.Line, $"cgo is on here, and line {copy.Line} copies the binary into {subject.Final.Root}.");
            yield break;
        }
    }

    private static bool LacksGlibc(LintSubject subject)
    {
        var name = BaseName.Parse(subject.Final.Root);
        var lacks = subject.Final.IsFromScratch || name.Repository == "alpine"
            || (name.Repository.StartsWith("gcr.io/distroless/static", StringComparison.Ordinal));
        return lacks && !subject.Final.Chain.SelectMany(stage => stage.Steps).Any(step => BringsGlibc(step.Instruction));
    }

    private static bool BringsGlibc(Instruction instruction) => instruction switch
    {
        RunInstruction run => run.Script.Contains("compat", StringComparison.Ordinal) || run.Script.Contains("glibc", StringComparison.Ordinal)
            || run.Script.Contains("/lib64", StringComparison.Ordinal),
        CopyInstruction copy => copy.Arguments.Contains("/lib", StringComparison.Ordinal) || copy.Destination.TrimEnd('/').Length == 0,
        _ => false,
    };

    private static bool IsDebianGo(Stage stage) =>
        BaseName.Parse(stage.Root) is { Repository: "golang", Tag: var tag } && !tag.Contains("alpine", StringComparison.Ordinal)
        && !stage.Chain.Last().LacksValue;

    // 'go build -o X' in a plain command, with X what is copied.
    private static bool Builds(LintRun run, CopyInstruction copy) =>
        run.State.Value("CGO_ENABLED") is null && run.State.Value("GOFLAGS") is null && run.State.Value("GOARCH") is null && run.State.Value("GOOS") is null
        && run.Earlier.Count == 0 && !Linking.Any(word => run.Run.Script.Contains(word, StringComparison.Ordinal))
        && !run.Stage.Chain.SelectMany(stage => stage.Steps).Any(step => step.Instruction is AssignmentInstruction pairs && pairs.Arguments.Contains("CGO", StringComparison.Ordinal))
        && run.GoCommands.Any(command => GoRunDetector.Subcommand(command) == "build" && Output(command) is { } output
            && copy.Sources.Any(source => $"/{source}".EndsWith($"/{output.TrimStart('/')}", StringComparison.Ordinal)));

    private static string? Output(ShellCommand command)
    {
        string[] words = [.. command.Arguments];
        var at = Array.IndexOf(words, "-o");
        return at >= 0 && at + 1 < words.Length && words[at + 1].TrimStart('.') is { Length: > 1 } output && !output.EndsWith('/') ? output : null;
    }
}
