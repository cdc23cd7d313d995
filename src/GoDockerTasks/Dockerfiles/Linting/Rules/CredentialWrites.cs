using System.Text.RegularExpressions;
using GoDockerTasks.Dockerfiles.Commands;
using GoDockerTasks.Dockerfiles.Linting.Facts;
using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Dockerfiles.Linting.Rules;

/// <summary>Follows what a RUN writes into the files that git and Go read credentials from, and does not remove again.</summary>
internal static partial class CredentialWrites
{
    private const string GitConfig = ".gitconfig";

    private static readonly string[] Files = [".netrc", ".git-credentials", GitConfig];

    private static readonly string[] Removals = ["--unset", "--unset-all", "unset", "--remove-section", "remove-section"];

    /// <summary>Says whether an ARG or ENV that is named like a credential ends in such a file.</summary>
    public static bool KeepsVariable(LintRun run) => Keeps(run, text => Variables(text).Any(name =>
        SecretNames.IsSecret(name, null) && (run.Given.Arguments.ContainsKey(name) || run.Given.Environment.ContainsKey(name))));

    /// <summary>Says whether a secret that is mounted ends in such a file.</summary>
    public static bool KeepsSecret(LintRun run)
    {
        RunMount[] secrets = [.. run.Run.Mounts.Where(mount => mount.Type == "secret")];
        string[] paths = [.. secrets.Select(Path).OfType<string>()];

        // What is written into a mount is in no layer.
        if (secrets.Length == 0 || run.Run.Mounts.Any(mount => mount.Type == "tmpfs"))
        {
            return false;
        }

        bool Names(string text) => paths.Any(path => text.Contains(path, StringComparison.Ordinal));
        string[] variables =
        [
            .. secrets.Select(mount => mount.Fields.GetValueOrDefault("env")).OfType<string>(),
            .. run.Commands.SelectMany(command => command.Assignments).Where(word => Names(word.Text)).Select(word => word.Text.Split('=')[0]),
        ];
        return Keeps(run, text => Names(text) || Variables(text).Any(variables.Contains)) || paths.Any(path => IsCopied(run, path));
    }

    private static string? Path(RunMount mount) =>
        mount.Target ?? ((mount.Fields.GetValueOrDefault("id") ?? mount.Source) is { Length: > 0 } id ? $"/run/secrets/{id}" : null);

    private static bool Keeps(LintRun run, Func<string, bool> holdsCredential) => run.Commands
        .Where((command, index) => Text(run, command) is var text && holdsCredential(text) && Written(run, command, text) is { } file
            && !run.Commands.Skip(index + 1).Any(later => Removes(later, command, file)))
        .Any();

    private static string? Written(LintRun run, ShellCommand command, string text) => command.Program switch
    {
        "git" => command.Arguments.Contains("config") && !command.Arguments.Any(Removals.Contains) && InsteadOf(command) is { } key && key.Contains('@', StringComparison.Ordinal) ? GitConfig : null,
        "echo" or "printf" or "cat" or "tee" when text.Contains("machine ", StringComparison.Ordinal) || text.Contains('@', StringComparison.Ordinal) =>
            Files.FirstOrDefault(file => run.Run.Script.Contains(file, StringComparison.Ordinal)),
        _ => null,
    };

    private static bool IsCopied(LintRun run, string path)
    {
        var copies = new Regex($$"""\bcat\s+["']?{{Regex.Escape(path)}}["']?\s*(?:>>?|\|\s*tee\s+(?:-a\s+)?)\s*\S{0,200}?(\.netrc|\.git-credentials|\.gitconfig)\b""")
            .Match(run.Run.Script);
        var file = copies.Success ? copies.Groups[1].Value
            : run.Commands.Where(command => command.Program is "cp" or "install" && command.Arguments.Contains(path))
                .Select(command => Files.FirstOrDefault(file => command.Arguments.Last().EndsWith(file, StringComparison.Ordinal)))
                .FirstOrDefault(file => file is not null);
        return file is not null && !run.Commands.Any(command => Deletes(command, file));
    }

    private static bool Removes(ShellCommand later, ShellCommand write, string file) =>
        Deletes(later, file)
        || (later.Program == "git" && later.Arguments.Any(Removals.Contains) && InsteadOf(write) is { } key
            && (later.Arguments.Contains(key) || later.Arguments.Contains(key[..key.LastIndexOf('.')])));

    private static bool Deletes(ShellCommand command, string file) =>
        command.Program is "rm" or "shred" && command.Arguments.Any(argument => argument.EndsWith(file, StringComparison.Ordinal));

    private static string? InsteadOf(ShellCommand command) =>
        command.Arguments.FirstOrDefault(argument => argument.EndsWith("insteadOf", StringComparison.OrdinalIgnoreCase) && argument.Contains('.', StringComparison.Ordinal));

    // What cat writes stands in the heredoc.
    private static string Text(LintRun run, ShellCommand command) => string.Join(' ', command.Words.Select(word => word.Text)
        .Concat(command.Program is "cat" or "tee" ? run.Run.Heredocs.Where(heredoc => heredoc.Expands).Select(heredoc => heredoc.Content) : []));

    private static IEnumerable<string> Variables(string text) => Variable().Matches(text).Select(match => match.Groups[1].Value + match.Groups[2].Value);

    [GeneratedRegex(@"\$(?:\{(\w+)\}|(\w+))")]
    private static partial Regex Variable();
}
