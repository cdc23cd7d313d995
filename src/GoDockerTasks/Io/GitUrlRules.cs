namespace GoDockerTasks.Io;

/// <summary>The <c>url.….insteadOf</c> rules of a git configuration: which address is asked instead of which.</summary>
/// <remarks>
/// They are all of it that concerns other machines; aliases, hooks and credential helpers stay at home. Included files are
/// not read. https://git-scm.com/docs/git-config#Documentation/git-config.txt-urlltbasegtinsteadOf.
/// </remarks>
public sealed class GitUrlRules
{
    private const string Header = "[url \"";

    private GitUrlRules(IReadOnlyList<string> lines)
    {
        Text = string.Concat(lines.Select(line => line + "\n"));
        Urls = [.. lines.Where(IsHeader).Select(line => line.Trim()[Header.Length..].Split('"')[0])];
    }

    /// <summary>Gets the rules as a git configuration; empty where there are none. It may hold credentials.</summary>
    public string Text { get; }

    /// <summary>Gets the addresses that are asked; they may hold credentials.</summary>
    public IReadOnlyList<string> Urls { get; }

    /// <summary>Gets a value indicating whether some of them are asked over ssh.</summary>
    public bool UseSsh => Urls.Any(url => url.Contains("://", StringComparison.Ordinal)
        ? url.Split("://")[0] is "ssh" or "git+ssh" or "ssh+git"
        : url.Contains('@', StringComparison.Ordinal));

    /// <summary>Reads a file; one that is not there, or may not be read, has no rules.</summary>
    /// <param name="path">The path; null stands for <c>~/.gitconfig</c>.</param>
    /// <returns>The rules.</returns>
    public static GitUrlRules Read(string? path)
    {
        path ??= Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".gitconfig");
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new([]);
        }
    }

    /// <summary>Reads a file's text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The rules.</returns>
    public static GitUrlRules Parse(string text)
    {
        List<string> rules = [];
        var isRule = false;
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries))
        {
            isRule = line.StartsWith('[') ? IsHeader(line) : isRule;
            if (isRule && line.Length > 0)
            {
                rules.Add(line);
            }
        }

        return new(rules);
    }

    private static bool IsHeader(string line) => line.StartsWith(Header, StringComparison.OrdinalIgnoreCase);
}
