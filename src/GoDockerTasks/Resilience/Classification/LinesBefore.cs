using System.Text.RegularExpressions;

namespace GoDockerTasks.Resilience;

/// <summary>The last few lines, and what they say of the next: programs name what they do before they say how it went.</summary>
internal sealed partial class LinesBefore
{
    private const int Most = 4;

    private readonly Queue<string> _lines = new();

    /// <summary>Gets the lines, the oldest first.</summary>
    public IEnumerable<string> Lines => _lines;

    /// <summary>Gets the line before; empty where there is none.</summary>
    public string Last => _lines.LastOrDefault("");

    /// <summary>Adds a line.</summary>
    public void Add(string line)
    {
        if (_lines.Count == Most)
        {
            _lines.Dequeue();
        }

        _lines.Enqueue(line);
    }

    /// <summary>Finds the host that version control talked to: go names git's command, and below it, indented, what git said.</summary>
    /// <returns>The host; null for other kinds, or when no line names one.</returns>
    public string? Host(FailureKind kind, string line) =>
        !FailureScope.IsOfVersionControl(kind) ? null
        : char.IsWhiteSpace(line[0]) && _lines.LastOrDefault(earlier => earlier.TrimEnd().EndsWith("exit status 128:", StringComparison.Ordinal)) is { } command
            ? LogEvidence.Host(command, command.Length)
            : Latest(LogEvidence.KnownHost);

    /// <summary>Finds the registry of the image that was to be pulled.</summary>
    /// <returns>The registry; null when no line names an image with one.</returns>
    public string? Registry() => Latest(line => line.Contains("docker pull ", StringComparison.Ordinal) ? LogEvidence.Registry(line) : null);

    /// <summary>Finds the module that a line without one is about.</summary>
    /// <returns>The module, or the path that its repository leads to; null when no line names one.</returns>
    public string? Module(FailureKind kind, string line)
    {
        var isGits = GitSays().IsMatch(line);
        var isOfVersionControl = FailureScope.IsOfVersionControl(kind);

        return (isGits || isOfVersionControl || char.IsWhiteSpace(line[0]) || kind == FailureKinds.ModulePathMismatch ? Latest(Begun) : null)
            ?? (isOfVersionControl || kind == FailureKinds.HttpProxyAuth || kind == FailureKinds.HttpProxyBroken ? LogEvidence.Repository(line) : null)
            ?? (kind == FailureKinds.CacheCorrupt ? LogEvidence.Owner(line) : null)
            ?? (kind == FailureKinds.GoTooOld && line.StartsWith("note: module requires ", StringComparison.Ordinal) ? Latest(LogEvidence.Owner) : null)
            ?? (isGits ? Latest(Command) : null)
            ?? (isOfVersionControl ? Latest(LogEvidence.Cloned) : null);
    }

    /// <summary>Finds the module whose zip is broken, where go up to 1.15 names the package that was asked for, or nothing.</summary>
    /// <returns>The module whose download was announced last; null when the line is another one, or the module does not fit.</returns>
    public string? Downloaded(string line) =>
        GotZip().Match(line) is { Success: true } got
        && _lines.LastOrDefault(earlier => earlier.StartsWith("go: downloading ", StringComparison.Ordinal))?.Split(' ') is [_, _, var path, var version]
        && (!got.Groups["package"].Success || got.Groups["package"].Value.StartsWith(path, StringComparison.Ordinal))
            ? $"{path}@{version}"
            : null;

    private string? Latest(Func<string, string?> find) => _lines.Select(find).LastOrDefault(found => found is not null);

    private static string? Begun(string line) => line.TrimEnd().EndsWith(':') ? LogEvidence.Module(line, line.Length) : null;

    private static string? Command(string line) => line.Contains("# cd ", StringComparison.Ordinal) ? LogEvidence.Repository(line) : null;

    [GeneratedRegex(@"^go get(?: (?<package>[^\s@:]+))?: zip: ")]
    private static partial Regex GotZip();

    [GeneratedRegex("^(?:fatal|ssh|error|remote): |^Host key verification|^git@")]
    private static partial Regex GitSays();
}
