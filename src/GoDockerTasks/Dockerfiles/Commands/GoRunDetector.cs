using System.Buffers;
using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Modules;

namespace GoDockerTasks.Dockerfiles.Commands;

/// <summary>Says whether a RUN runs Go, and with what.</summary>
public static class GoRunDetector
{
    // They answer without modules.
    private static readonly string[] NeedNoModules =
        ["version", "env", "help", "clean", "bug", "telemetry", "doc", "--help", "-h", "-version", "--version"];

    // Programs that run Go for a living.
    private static readonly string[] Drivers =
    [
        "make", "gmake", "mage", "task", "just", "bazel", "bazelisk", "goreleaser", "ko", "gox", "xx-go", "xgo", "gotestsum",
        "ginkgo", "golangci-lint", "staticcheck", "govulncheck", "gosec", "revive", "wire", "mockgen", "mockery", "moq",
        "swag", "templ", "sqlc", "stringer", "controller-gen", "goimports", "air", "dlv", "buf", "wails", "tinygo", "dep",
        "gomobile", "packr", "packr2", "statik", "go-bindata", "ent", "gqlgen", "oapi-codegen", "gogen", "cmake", "ninja",
    ];

    private static readonly SearchValues<char> VersionCharacters = SearchValues.Create("0123456789.rcbeta");

    private static readonly string[] Interpreters = ["sh", "bash", "ash", "dash", "zsh", "ksh", "source", "."];

    /// <summary>Looks at a RUN.</summary>
    /// <param name="run">The RUN.</param>
    /// <returns>How it uses Go.</returns>
    public static GoUsage Detect(RunInstruction run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Of(Commands(run));
    }

    private static IReadOnlyList<ShellCommand> Commands(RunInstruction run)
    {
        if (run.Json is { } words)
        {
            return [.. CommandWrappers.Unwrap([.. words.Select(word => new ShellWord(word, default))], 0)];
        }

        // 'RUN <<EOF' and 'RUN <<EOF sh' run the heredoc; 'RUN cat <<EOF > build.sh' does not.
        var start = run.Parts.Arguments.Start;
        ShellCommand[] own = [.. ShellScript.Commands(run.Arguments).Select(command => Placed(command, span => InSource(run, span, start)))];
        return !RunsHeredocs(own) ? own :
        [
            .. own,
            .. run.Heredocs.SelectMany(heredoc => ShellScript.Commands(heredoc.Content)
                .Select(command => Placed(command, span => span with { Start = span.Start + heredoc.Start }))),
        ];
    }

    private static bool RunsHeredocs(IReadOnlyList<ShellCommand> own) =>
        own is not [{ Words.Count: > 0 } first, ..] || Interpreters.Contains(first.Program) || first.Program is "set" or "eval";

    private static ShellCommand Placed(ShellCommand command, Func<TextSpan, TextSpan> place)
    {
        ShellWord Moved(ShellWord word) => word.Span.Length == 0 ? word : word with { Span = place(word.Span) };
        return new([.. command.Assignments.Select(Moved)], [.. command.Words.Select(Moved)]);
    }

    private static TextSpan InSource(RunInstruction run, TextSpan span, int offset)
    {
        var start = run.Logical.ToSource(span.Start + offset);
        return new(start, run.Logical.ToSourceEnd(span.End + offset) - start);
    }

    private static GoUsage Of(IReadOnlyList<ShellCommand> commands)
    {
        ShellCommand[] go = [.. commands.Where(IsGo)];
        ShellCommand[] needing = [.. go.Where(command => !NeedNoModules.Contains(Subcommand(command)))];
        var runsDrivers = commands.Any(MayRunGo);
        var certainty = needing.Length > 0 ? GoCertainty.Runs
            : runsDrivers ? GoCertainty.May
            : GoCertainty.No;
        return new()
        {
            Certainty = certainty,
            Commands = commands,
            GoCommands = go,
            RunsDrivers = runsDrivers,
            AsksForMore = needing.Select(AsksForMore).FirstOrDefault(reason => reason is not null),
            AsksForExactVersions = needing.Any(IsExact) && needing.All(command => AsksForMore(command) is null || IsExact(command)) && !runsDrivers,
        };
    }

    private static bool IsExact(ShellCommand command) =>
        Subcommand(command) is "install" or "run"
        && command.Arguments.Where(argument => argument.Contains('@', StringComparison.Ordinal)).ToList() is { Count: > 0 } versioned
        && versioned.TrueForAll(argument => IsExactVersion(argument[(argument.IndexOf('@', StringComparison.Ordinal) + 1)..]));

    private static bool IsExactVersion(string version) => SemanticVersion.IsValid(version) && SemanticVersion.Canonical(version) == version;

    /// <summary>Says whether a command is the <c>go</c> command: go, go1.22.3, gotip, /usr/local/go/bin/go, $GOROOT/bin/go.</summary>
    internal static bool IsGo(ShellCommand command)
    {
        var program = command.Program;
        return program is "go" or "gotip" or "go.exe"
            || (program.StartsWith("go1.", StringComparison.Ordinal) && program.AsSpan(4).IndexOfAnyExcept(VersionCharacters) < 0);
    }

    /// <summary>Gives the subcommand of a <c>go</c> command; <c>go -C dir build</c> is a build.</summary>
    internal static string Subcommand(ShellCommand command)
    {
        for (var i = 1; i < command.Words.Count; i++)
        {
            var word = command.Words[i].Text;
            if (word is "-C" or "--C")
            {
                i++;
            }
            else if (!word.StartsWith("-C", StringComparison.Ordinal))
            {
                return word;
            }
        }

        return "help";
    }

    private static bool MayRunGo(ShellCommand command)
    {
        if (command.Words.Count == 0)
        {
            return false;
        }

        var word = command.Words[0].Text;
        var program = command.Program;
        return Drivers.Contains(program)
            || program.EndsWith(".sh", StringComparison.Ordinal)
            || program.EndsWith(".bash", StringComparison.Ordinal)
            || word.StartsWith("./", StringComparison.Ordinal)
            || word.StartsWith("../", StringComparison.Ordinal)
            || (Interpreters.Contains(program) && command.Arguments.Any(argument => !argument.StartsWith('-')))
            || IsOwnScript(word);
    }

    // A path that is not one of the system's programs: 'scripts/build', '/src/hack/build', '$DIR/build'.
    private static bool IsOwnScript(string word) =>
        word.Contains('/', StringComparison.Ordinal)
        && !word.StartsWith("/bin/", StringComparison.Ordinal)
        && !word.StartsWith("/sbin/", StringComparison.Ordinal)
        && !word.StartsWith("/usr/", StringComparison.Ordinal)
        && !word.StartsWith("/opt/", StringComparison.Ordinal);

    private static string? AsksForMore(ShellCommand command)
    {
        var subcommand = Subcommand(command);
        string[] arguments = [.. command.Arguments];
        var versioned = arguments.FirstOrDefault(argument => !argument.StartsWith('-') && argument.Contains('@', StringComparison.Ordinal));
        return (subcommand, arguments) switch
        {
            ("install" or "run" or "list", _) when versioned is not null => $"'go {subcommand} {versioned}' takes modules that go.sum does not name",
            ("get", _) => "'go get' looks up versions",
            ("mod", _) when arguments.Contains("tidy") => "'go mod tidy' looks up modules that go.sum does not name",
            ("mod", _) when arguments.Contains("init") => "'go mod init' starts without go.sum",
            ("mod", _) when versioned is not null => $"'go mod download {versioned}' takes a module that go.sum may not name",
            ("list", _) when arguments.Any(argument => argument is "-u" or "-versions") => "'go list -u' looks up versions",
            ("work", _) when arguments.Contains("sync") => "'go work sync' looks up modules that go.sum does not name",
            _ when arguments.Any(argument => argument is "-mod=mod" or "--mod=mod") => "'-mod=mod' looks up modules that go.sum does not name",
            _ => null,
        };
    }
}
