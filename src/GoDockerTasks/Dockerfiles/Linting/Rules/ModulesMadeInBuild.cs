using GoDockerTasks.Dockerfiles.Commands;
using GoDockerTasks.Dockerfiles.Rewriting;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary><c>go mod init</c> for the service's own source, and <c>go get</c> in its module.</summary>
internal sealed class ModulesMadeInBuild : ILintCheck
{
    // Before it, 'go get' also compiled and installed, and was the way to get a tool.
    private static readonly Version FirstWhereGetOnlyChangesGoMod = new(1, 18);

    public LintRule Rule { get; } = new("GDT5306", LintSeverity.Warning, "'go mod init' or 'go get' writes go.mod in the build")
    {
        Why = """
            Go looks up the newest version of what is asked for without one, so the image is built from other versions tomorrow, which nobody
            has tested and no go.sum has checked; and the layer needs the network for it.
            """,
        Fix = "Run it where you develop, commit go.mod and go.sum, and let the build run 'go mod download'.",
        Bad = """
            FROM golang:1.24 AS build
            WORKDIR /src
            COPY main.go .
            RUN go mod init example.com/app && go mod tidy
            RUN CGO_ENABLED=0 go build -o /app
            """,
        Good = """
            FROM golang:1.24 AS build
            WORKDIR /src
            COPY go.mod go.sum ./
            RUN go mod download
            COPY main.go .
            RUN CGO_ENABLED=0 go build -o /app
            """,
    };

    public IEnumerable<LintFinding> Find(LintSubject subject)
    {
        foreach (var run in subject.Runs.Where(StaysInFolder))
        {
            var source = subject.Sources.Before(run);
            if (source is { HasPart: true, HasGoMod: false } && run.CallsGo("mod", "init"))
            {
                yield return Rule.At(run.Line, "go.mod is made up here, so every module has the version of the day.");
            }
            else if ((source.HasGoMod || source.HasWhole) && run.GoCommands.FirstOrDefault(command => Gets(run, command)) is { } get)
            {
                yield return IsOpen(get)
                    ? Rule.At(run.Line, "'go get' takes the newest version here, whatever go.mod says.")
                    : Rule.At(run.Line, "'go get' adds here what go.mod lacks; 'go mod download' takes what it has.") with { Severity = LintSeverity.Info };
            }
        }
    }

    // Elsewhere, or under a condition, it may be about another module than the service.
    private static bool StaysInFolder(LintRun run) =>
        !run.Commands.Any(command => command.Program is "cd" or "mkdir" or "mktemp" or "test" or "[" or "[[")
        && !run.Run.Script.Contains("||", StringComparison.Ordinal);

    private static bool Gets(LintRun run, ShellCommand command) =>
        GoRunDetector.Subcommand(command) == "get"
        && GoToolchainFinder.GoVersion(run.Stage, run.State) is { } version && version >= FirstWhereGetOnlyChangesGoMod
        && run.State.Value("GO111MODULE") != "off" && !run.Inline("GO111MODULE").Any();

    // An update, or the latest of something; ./... and a version say which one.
    private static bool IsOpen(ShellCommand command)
    {
        string[] words = [.. command.Arguments.Where(argument => argument != "get")];
        string[] packages = [.. words.Where(word => !word.StartsWith('-'))];
        return words.Any(word => word is "-u" or "-u=patch") || packages.Any(package => package.EndsWith("@latest", StringComparison.Ordinal));
    }
}
