using System.Text.RegularExpressions;

namespace GoDockerTasks.Modules;

/// <summary>What each directive of go.mod and go.work takes.</summary>
internal static partial class Directives
{
    private const string ReplaceUsage =
        "it takes 'replace module [version] => other-module version' or 'replace module [version] => ./folder'";

    public static string Module(FileStatement statement) =>
        statement.Arguments is [var path] && PathRules.Problem(path, PathKind.Import) is null
            ? path
            : throw Wrong(statement, "it takes one module path, such as 'module example.com/shop/orders'");

    public static string GoVersion(FileStatement statement) =>
        statement.Arguments is [var version] && GoVersionForm().IsMatch(version)
            ? version
            : throw Wrong(statement, "it takes a Go version, such as 'go 1.24' or 'go 1.24.4'");

    public static string Toolchain(FileStatement statement) =>
        statement.Arguments is [var name] && ToolchainForm().IsMatch(name)
            ? name
            : throw Wrong(statement, "it takes a toolchain's name, such as 'toolchain go1.24.4', or 'default'");

    public static KeyValuePair<string, string> Godebug(FileStatement statement) =>
        statement.Arguments is [var setting] && setting.Split('=', 2) is [{ Length: > 0 } key, var value]
            && !setting.AsSpan().ContainsAny("\"`',")
            ? new(key, value)
            : throw Wrong(statement, "it takes a setting, such as 'godebug panicnil=1'");

    public static ModuleVersion Version(FileStatement statement)
    {
        if (statement.Arguments is not [var path, var version])
        {
            throw Wrong(statement, $"it takes '{statement.Verb} module version', such as '{statement.Verb} rsc.io/quote v1.5.2'");
        }

        return Checked(statement, path, version);
    }

    public static Requirement Requirement(FileStatement statement) => new(
        Version(statement),
        statement.Comment == "indirect" || statement.Comment.StartsWith("indirect; ", StringComparison.Ordinal),
        statement.Line);

    public static Replacement Replacement(FileStatement statement)
    {
        var arguments = statement.Arguments;
        var arrow = arguments.Count > 1 && arguments[1] == "=>" ? 1 : 2;
        if (arguments.Count < arrow + 2 || arguments.Count > arrow + 3 || arguments[arrow] != "=>")
        {
            throw Wrong(statement, ReplaceUsage);
        }

        var oldVersion = arrow == 2 ? Checked(statement, arguments[0], arguments[1]).Version : null;
        var newPath = arguments[arrow + 1];
        var newVersion = arguments.Count == arrow + 3 ? arguments[arrow + 2] : null;
        var isFolder = IsFolder(newPath);
        if (newVersion is null && !isFolder)
        {
            throw Wrong(statement, newPath.Contains('@', StringComparison.Ordinal)
                ? "the other module's version is written behind a space, not behind '@'"
                : "a replacement without a version is a folder, and begins with ./ or ../ or /");
        }

        if (isFolder && !OperatingSystem.IsWindows() && newPath.Contains('\\', StringComparison.Ordinal))
        {
            throw Wrong(statement, "a folder is written with slashes; this one is of Windows");
        }

        if (newVersion is not null && isFolder)
        {
            throw Wrong(statement, "a folder has no version");
        }

        return new(
            arguments[0],
            oldVersion,
            newPath,
            newVersion is null ? null : Canonical(statement, newVersion),
            statement.Line);
    }

    public static Retraction Retraction(FileStatement statement) => statement.Arguments switch
    {
        [var version] => new(Canonical(statement, version), Canonical(statement, version), statement.Comment),
        ["[", var low, ",", var high, "]"] =>
            new(Canonical(statement, low), Canonical(statement, high), statement.Comment),
        _ => throw Wrong(statement, "it takes a version or '[low, high]', such as 'retract [v1.0.0, v1.0.5]'"),
    };

    public static string Tool(FileStatement statement) =>
        statement.Arguments is [var path] && PathRules.Problem(path, PathKind.Import) is null
            ? path
            : throw Wrong(statement, "it takes the path of a package, such as 'tool golang.org/x/tools/cmd/stringer'");

    public static string Folder(FileStatement statement) =>
        statement.Arguments is [{ Length: > 0 } folder]
            ? folder
            : throw Wrong(statement, $"it takes a folder, such as '{statement.Verb} ./orders'");

    private static ModuleVersion Checked(FileStatement statement, string path, string version)
    {
        var canonical = Canonical(statement, version);
        return ModulePath.TrySplitVersion(path, out _, out var major)
            ? ModulePath.MatchesMajor(canonical, major)
                ? new(path, canonical)
                : throw Wrong(statement, $"{version} does not fit {path}, which takes {(major.Length == 0 ? "v0 or v1" : ModulePath.MajorPrefix(major))}")
            : throw Wrong(statement, $"'{path}' has a major version that is none; v2 and later end the path, such as /v2");
    }

    private static string Canonical(FileStatement statement, string version) =>
        ModulePath.CanonicalVersion(version) is { Length: > 0 } canonical
            ? canonical
            : throw Wrong(statement, $"'{version}' is not a version; it takes one such as v1.2.3");

    private static bool IsFolder(string path) =>
        path is "." or ".."
        || path.StartsWith("./", StringComparison.Ordinal) || path.StartsWith("../", StringComparison.Ordinal)
        || path.StartsWith('/')
        || path.StartsWith(".\\", StringComparison.Ordinal) || path.StartsWith("..\\", StringComparison.Ordinal)
        || path.StartsWith('\\')
        || (path.Length > 1 && char.IsAsciiLetter(path[0]) && path[1] == ':');

    private static FormatException Wrong(FileStatement statement, string what) =>
        new($"'{string.Join(' ', [statement.Verb, .. statement.Arguments])}': {what}");

    [GeneratedRegex(@"^([1-9][0-9]*)\.(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*))?([a-z]+[0-9]+)?\z")]
    private static partial Regex GoVersionForm();

    [GeneratedRegex(@"^(default\z|go1(\z|\.))")]
    private static partial Regex ToolchainForm();
}
