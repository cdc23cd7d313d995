using GoDockerTasks.Dockerfiles.Commands;
using GoDockerTasks.Dockerfiles.Parsing;
using GoDockerTasks.Dockerfiles.Stages;

namespace GoDockerTasks.Dockerfiles.Rewriting;

/// <summary>Finds out which file the Go of a stage reads its settings from.</summary>
internal static class GoToolchainFinder
{
    private const string UsualRoot = "/usr/local/go";

    private const string Choice = "GOTOOLCHAIN";

    // 'go env -w' and its file came with 1.13, $GOROOT/go.env with 1.21.
    private static readonly Version FirstWithUserFile = new(1, 13);

    private static readonly Version FirstWithOwnFile = new(1, 21);

    /// <summary>Gives the settings file of the Go that a RUN would use; null when there is no way to tell.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="state">What the RUN finds.</param>
    /// <param name="usage">How the RUN uses Go.</param>
    /// <param name="usersIsTaken">Whether the user's file is written by the stage, so that nothing may be mounted over it.</param>
    public static GoSettingsFile? Find(Stage stage, StageState state, GoUsage usage, bool usersIsTaken)
    {
        var version = GoVersion(stage, state);
        if (version is not null && version < FirstWithUserFile)
        {
            return null;
        }

        var users = Home(state) is { } folder ? new GoSettingsFile($"{folder}/go/env", IsToolchains: false, IsSure: version is not null) : null;
        if (Root(stage, state, usage) is not { } root || (version is not null && version < FirstWithOwnFile))
        {
            return users;
        }

        // The Go that it hands over to has a go.env of its own, and gets no setting from it; the user's file is read by both.
        return MaySwitch(state, usage) && users is not null && !usersIsTaken
            ? users with { IsSure = true }
            : new($"{root}/go.env", IsToolchains: true, IsSure: true);
    }

    /// <summary>Says whether a RUN's Go is told to hand over to another Go where go.mod asks for one: https://go.dev/doc/toolchain.</summary>
    public static bool MaySwitch(StageState state, GoUsage usage) =>
        MaySwitch(usage.Assignments(Choice).LastOrDefault()?.Text[(Choice.Length + 1)..] ?? state.Value(Choice));

    /// <summary>Says the same of what a stage gives to each RUN.</summary>
    public static bool MaySwitch(StageState state) => MaySwitch(state.Value(Choice));

    private static bool MaySwitch(string? choice) => choice is not (null or "" or "local");

    /// <summary>Says whether the folder of a stage's Go is known.</summary>
    public static bool HasRoot(Stage stage, StageState state) => Root(stage, state, null) is not null;

    /// <summary>Gives the Go version of a stage as far as its image tells; null when it does not.</summary>
    public static Version? GoVersion(Stage stage, StageState state)
    {
        var text = state.Environment.GetValueOrDefault("GOLANG_VERSION")
            ?? (IsGolangImage(stage.Root) ? Tag(stage.Root) : "");
        var digits = new string([.. text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.')]).Trim('.');

        // 'golang:1' is whatever is the newest, and says nothing.
        return Version.TryParse(digits, out var version) && version.Major > 0 ? version : null;
    }

    /// <summary>Says whether an image is Docker's official golang image, or a mirror's copy of it.</summary>
    public static bool IsGolangImage(string image)
    {
        var name = image.Split('@')[0];
        var slash = name.LastIndexOf('/');
        var repository = slash < 0 ? name : name[(slash + 1)..];
        var isGolang = repository.Split(':')[0] == "golang";

        // These put Go elsewhere.
        return isGolang && !name.Contains("bitnami", StringComparison.Ordinal) && !name.Contains("/bci/", StringComparison.Ordinal);
    }

    private static string? Root(Stage stage, StageState state, GoUsage? usage)
    {
        var called = usage?.GoCommands.Select(command => command.Words[0].Text)
            .FirstOrDefault(word => word.StartsWith('/') && word.EndsWith("/bin/go", StringComparison.Ordinal) && !word.StartsWith("/usr/bin/", StringComparison.Ordinal));
        if (called is not null)
        {
            return called[..^"/bin/go".Length];
        }

        if (state.Value("GOROOT") is { Length: > 0 } set && set.StartsWith('/'))
        {
            return set.TrimEnd('/');
        }

        var path = state.Environment.GetValueOrDefault("PATH") ?? "";
        if (path.Split(':').FirstOrDefault(folder => IsToolchain(folder, state)) is { } bin)
        {
            return bin[..^"/bin".Length];
        }

        var byName = IsGolangImage(stage.Root) && (!state.BaseIsKnown || path.Length == 0);
        return byName || stage.Chain.Any(CopiesUsualRoot) ? UsualRoot : null;
    }

    // /usr/local/go/bin, and not the bin folder of a GOPATH, which often ends in the same words.
    private static bool IsToolchain(string folder, StageState state) =>
        folder.EndsWith("/go/bin", StringComparison.Ordinal)
        && folder.Length > "/go/bin".Length
        && folder != $"{state.Value("GOPATH")}/bin"
        && !folder.StartsWith("/root/", StringComparison.Ordinal)
        && !folder.StartsWith("/home/", StringComparison.Ordinal)
        && !folder.StartsWith($"{state.Value("HOME") ?? "/root"}/", StringComparison.Ordinal);

    private static bool CopiesUsualRoot(Stage stage) => stage.Steps.Any(step =>
        step.Instruction is CopyInstruction copy && (copy.Destination.TrimEnd('/') == UsualRoot
            || (copy.Destination.TrimEnd('/') == "/usr/local" && copy.Sources.Any(source => source.TrimEnd('/') == "/usr/local"))));

    // Where 'go env -w' writes.
    private static string? Home(StageState state)
    {
        if (state.Value("GOENV") is { Length: > 0 })
        {
            return null;
        }

        if (state.Value("XDG_CONFIG_HOME") is { Length: > 0 } config)
        {
            return config.StartsWith('/') ? config.TrimEnd('/') : null;
        }

        var home = state.Value("HOME") ?? (state.IsRoot ? "/root" : null);
        return home is not null && home.StartsWith('/') ? $"{home.TrimEnd('/')}/.config" : null;
    }

    /// <summary>Says whether a stage runs Go, or installs it from packages.</summary>
    public static bool InstallsGo(Stage stage) => stage.Steps.Any(step =>
        step.Instruction is RunInstruction run
        && (run.Usage.GoCommands.Count > 0 || run.Usage.Commands.Any(IsGoPackage)));

    private static bool IsGoPackage(ShellCommand command) =>
        command.Program is "apk" or "apt-get" or "apt" or "dnf" or "yum" or "microdnf" or "zypper" or "pacman"
        && command.Arguments.Any(argument => argument is "go" or "golang" or "golang-go" or "go-toolset"
            || argument.StartsWith("golang-1.", StringComparison.Ordinal)
            || argument.StartsWith("go=", StringComparison.Ordinal)
            || argument.StartsWith("go~", StringComparison.Ordinal));

    private static string Tag(string image)
    {
        var name = image.Split('@')[0];
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? name[(colon + 1)..] : "";
    }
}
