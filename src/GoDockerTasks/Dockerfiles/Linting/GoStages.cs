using GoDockerTasks.Dockerfiles.Commands;
using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Rewriting;
using GoDockerTasks.Dockerfiles.Stages;

namespace GoDockerTasks.Dockerfiles.Linting;

/// <summary>Says which stages have a Go toolchain, and which RUNs compile with it.</summary>
internal sealed class GoStages
{
    private static readonly string[] Images =
    [
        "gobuffalo/buffalo", "goreleaser/goreleaser", "goreleaser/goreleaser-cross", "ghcr.io/goreleaser/goreleaser", "ghcr.io/goreleaser/goreleaser-cross",
        "karalabe/xgo-latest", "techknowlogick/xgo", "tinygo/tinygo",
        "cimg/go", "cgr.dev/chainguard/go", "golangci/golangci-lint", "circleci/golang", "docker/golang-cross",
    ];

    // They compile Go whatever their arguments, if they are not asked for one of the things below.
    private static readonly string[] Builders =
    [
        "make", "gmake", "mage", "task", "just", "bazel", "bazelisk", "goreleaser", "ko", "gox", "xgo", "gotestsum", "ginkgo", "buffalo",
        "promu", "packr", "packr2", "wails", "tinygo", "gomobile", "gb", "garble", "revel", "fyne",
    ];

    private static readonly string[] NoBuild =
        ["clean", "fmt", "lint", "help", "version", "proto", "generate", "tidy", "--version", "-v", "-h", "--help"];

    private static readonly string[] CompilingSubcommands = ["build", "install", "run", "test"];

    private static readonly string[] BuildNames = ["build", "compile", "make", "release", "dist", "package", "install", "binar"];

    private static readonly string[] Downloads = ["dl.google.com/go/", "golang.org/dl/", "go.dev/dl/", "storage.googleapis.com/golang/"];

    private static readonly Version FirstWhereGetOnlyDownloads = new(1, 18);

    private readonly Dictionary<Stage, bool> _hasGo = [];

    public GoStages(LintSubject subject)
    {
        var runs = subject.Runs.ToLookup(run => run.Stage);
        foreach (var stage in subject.Graph.Stages)
        {
            _hasGo[stage] = stage.Parent is { } parent && _hasGo[parent]
                || stage.Parent is null && IsGoImage(stage.Image)
                || GoToolchainFinder.InstallsGo(stage)
                || stage.Steps.Any(BringsGo)
                || runs[stage].Any(run => run.GoCommands.Count > 0);
        }
    }

    /// <summary>Says whether a stage has Go, as far as the file shows.</summary>
    public bool IsIn(Stage stage) => _hasGo[stage];

    /// <summary>Says whether a RUN compiles Go.</summary>
    public bool Compiles(LintRun run) => run.Commands.Any(command => Compiles(run, command));

    /// <summary>Says whether an image brings Go, by its name.</summary>
    public static bool IsGoImage(string image)
    {
        var name = BaseName.Parse(image);
        return GoToolchainFinder.IsGolangImage(image)
            || name.ShortName.Contains("golang", StringComparison.Ordinal)
            || name.ShortName is "go-toolset"
            || Images.Contains(name.Repository)
            || (name.ShortName is "devcontainers" or "go" && name.Repository.Contains("devcontainers", StringComparison.Ordinal));
    }

    // 'go get' compiled and installed before 1.18. Where the version is not known, whoever wrote it wanted that.
    private static bool GetCompiles(LintRun run) =>
        GoToolchainFinder.GoVersion(run.Stage, run.State) is not { } version || version < FirstWhereGetOnlyDownloads;

    private bool Compiles(LintRun run, ShellCommand command)
    {
        if (GoRunDetector.IsGo(command))
        {
            var subcommand = GoRunDetector.Subcommand(command);
            return CompilingSubcommands.Contains(subcommand)
                || (subcommand == "get" && !command.Arguments.Contains("-d") && GetCompiles(run));
        }

        string[] arguments = [.. command.Arguments];
        return command.Program switch
        {
            "xx-go" => arguments.Any(CompilingSubcommands.Contains),
            "go-wrapper" => arguments.Contains("install"),
            "godep" => arguments.FirstOrDefault() == "go" && arguments.Any(CompilingSubcommands.Contains),
            _ when Builders.Contains(command.Program) => IsIn(run.Stage) && !OnlyPrepares(arguments),
            _ => IsIn(run.Stage) && IsBuildScript(command),
        };
    }

    private static bool OnlyPrepares(string[] arguments)
    {
        string[] targets = [.. arguments.Where(argument => !argument.StartsWith('-') && !argument.Contains('=', StringComparison.Ordinal))];
        return (targets.Length > 0 && targets.All(target => NoBuild.Contains(target) || IsDownload(target)))
            || arguments is [var only] && NoBuild.Contains(only);
    }

    /// <summary>Says whether the target of a Makefile, or the name of a script, speaks of downloading modules and nothing else.</summary>
    public static bool IsDownload(string name) => name.ToLowerInvariant() switch
    {
        "dep" or "deps" or "depend" or "dependencies" or "get-deps" or "install-deps" or "go-deps" or "godeps" or "deps-go" or "download"
            or "mod" or "modules" or "go-mod" or "gomod" or "mod-download" or "go-mod-download" or "mod_download" or "go-download"
            or "download-modules" or "download-deps" or "deps.download" or "deps-download" or "fetch" or "mod.download" or "vendor" => true,
        _ => false,
    };

    private static bool IsBuildScript(ShellCommand command)
    {
        if (command.Words.Count == 0)
        {
            return false;
        }

        var word = command.Words[0].Text;
        var script = command.Program is "sh" or "bash" or "ash" or "." or "source"
            ? command.Arguments.FirstOrDefault(argument => !argument.StartsWith('-')) ?? ""
            : word.Contains('/', StringComparison.Ordinal) && !IsSystem(word) ? word : "";
        var name = script[(script.LastIndexOf('/') + 1)..].ToLowerInvariant();
        return name.Length > 0 && (BuildNames.Any(part => name.Contains(part, StringComparison.Ordinal)) || command.Arguments.Contains("build"))
            && !name.Contains("dep", StringComparison.Ordinal);
    }

    private static bool IsSystem(string word) =>
        word.StartsWith("/bin/", StringComparison.Ordinal) || word.StartsWith("/usr/", StringComparison.Ordinal)
        || word.StartsWith("/sbin/", StringComparison.Ordinal) || word.StartsWith("/opt/", StringComparison.Ordinal);

    private static bool BringsGo(StageStep step) => step.Instruction switch
    {
        RunInstruction run => Downloads.Any(download => run.Script.Contains(download, StringComparison.Ordinal)),
        CopyInstruction { From: { } from } copy => IsGoImage(from) && copy.Sources.Any(source => source.TrimEnd('/') == "/usr/local/go"),
        CopyInstruction copy => copy.Sources.Any(source => Downloads.Any(download => source.Contains(download, StringComparison.Ordinal))),
        AssignmentInstruction { Keyword: "ENV" } env => env.Assignments.Any(pair =>
            pair.Name == "PATH" && (pair.Value ?? "").Contains("/usr/local/go/bin", StringComparison.Ordinal)),
        _ => false,
    };
}
