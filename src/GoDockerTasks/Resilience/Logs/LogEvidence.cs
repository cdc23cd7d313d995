using System.Globalization;
using System.Text.RegularExpressions;

namespace GoDockerTasks.Resilience;

/// <summary>Reads from a line which host and which module it is about.</summary>
internal static partial class LogEvidence
{
    // Pages that error texts point the reader to.
    private static readonly string[] _advice =
        ["www.docker.com", "docs.docker.com", "docker.com", "go.dev", "git.io", "hub.docker.com", "developers.google.com", "aka.ms"];

    /// <summary>Finds the host.</summary>
    /// <param name="line">The line.</param>
    /// <param name="at">Where in it the cause is named: what stands before it is what failed.</param>
    /// <returns>The host without a port; null when the line names none.</returns>
    public static string? Host(string line, int at)
    {
        if (NamedHost().Match(line) is { Success: true } named)
        {
            return Clean(named.Groups["host"].Value);
        }

        string? before = null;
        string? after = null;
        foreach (Match url in Url().Matches(line))
        {
            var host = Clean(url.Groups["host"].Value);
            if (_advice.Contains(host) || line.AsSpan(url.Index).StartsWith("https://golang.org/doc"))
            {
                continue;
            }

            if (url.Index <= at)
            {
                before = host;
            }
            else
            {
                after ??= host;
            }
        }

        return before ?? after ?? (Address().Match(line) is { Success: true } address ? Clean(address.Groups["host"].Value) : null);
    }

    /// <summary>Finds the registry in an image's name.</summary>
    /// <param name="text">A line, or the name of a build step.</param>
    /// <returns>The registry, such as <c>docker.io</c>; null when no full name is there.</returns>
    public static string? Registry(string text) =>
        ImageName().Match(text) is { Success: true } name ? name.Groups["host"].Value : null;

    /// <summary>Finds the module.</summary>
    /// <param name="line">The line.</param>
    /// <param name="at">Where in it the cause is named.</param>
    /// <returns><c>path@version</c>, or the path alone; null when the line names none.</returns>
    public static string? Module(string line, int at)
    {
        if (line.Contains(" in multiple modules:", StringComparison.Ordinal))
        {
            // They follow; what the line itself names is the package, and the file that imports it.
            return null;
        }

        string? before = null;
        string? after = null;
        foreach (Match match in ModuleAtVersion().Matches(line))
        {
            var module = match.Value.TrimEnd('.', '-', ':');
            if (match.Index <= at)
            {
                before = module;
            }
            else
            {
                after ??= module;
            }
        }

        return before ?? after ?? FromRevision(line) ?? FromAddress(line) ?? FromWords(line);
    }

    /// <summary>Finds the module in the lines after <c>ambiguous import</c> and <c>inconsistent vendoring</c>.</summary>
    /// <param name="line">The line.</param>
    /// <returns><c>path@version</c>; null when the line is not of that list.</returns>
    public static string? ListedModule(string line) =>
        Listed().Match(line) is { Success: true } listed ? $"{listed.Groups["path"]}@{listed.Groups["version"]}" : null;

    /// <summary>Finds how long the server asks to wait, as registries write it: <c>retry-after: 1.5s</c>, <c>retry after 5 minutes</c>.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The time; null when the line names none.</returns>
    public static TimeSpan? RetryAfter(string line)
    {
        if (!line.Contains("retry", StringComparison.OrdinalIgnoreCase) || Wait().Match(line) is not { Success: true } wait)
        {
            return null;
        }

        var number = double.Parse(wait.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
        return TimeSpan.FromSeconds(wait.Groups["unit"].Value switch
        {
            "ms" => number / 1_000,
            "µs" or "us" => number / 1_000_000,
            "m" => number * 60,
            "h" => number * 3600,
            _ => number,
        });
    }

    /// <summary>Finds the module behind a repository's address.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The path; null when there is no such address.</returns>
    public static string? Repository(string line) =>
        RepositoryUrl().Match(line) is { Success: true } url ? url.Groups["path"].Value : null;

    /// <summary>Finds the module whose repository is cloned into GOPATH.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The path; null when nothing is cloned there.</returns>
    public static string? Cloned(string line) =>
        CloneInGoPath().Match(line) is { Success: true } clone ? clone.Groups["path"].Value : null;

    /// <summary>Finds the module that a file of GOMODCACHE belongs to.</summary>
    /// <param name="line">The line.</param>
    /// <returns><c>path@version</c>; null when the line names no such file.</returns>
    public static string? Owner(string line) =>
        FileOfModule().Match(line) is { Success: true } file ? Unescape(file.Groups["module"].Value) : null;

    /// <summary>Finds the host that ssh knows from now on.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The host; null when the line says nothing of it.</returns>
    public static string? KnownHost(string line) =>
        AddedHost().Match(line) is { Success: true } added ? Clean(added.Groups["host"].Value) : null;

    private static string? FromRevision(string line) =>
        Revision().Match(line) is { Success: true } revision ? $"{revision.Groups["path"]}@{revision.Groups["version"]}" : null;

    private static string? FromAddress(string line)
    {
        var match = ProxyUrl().Match(line) is { Success: true } url ? url : CachePath().Match(line);
        if (match.Success)
        {
            var path = Unescape(match.Groups["path"].Value);
            return match.Groups["version"] is { Success: true } version ? $"{path}@{Unescape(version.Value)}" : path;
        }

        return Toolchain().Match(line) is { Success: true } toolchain
            ? $"golang.org/toolchain@v0.0.1-go{toolchain.Groups["go"]}.{toolchain.Groups["os"]}-{toolchain.Groups["arch"]}"
            : null;
    }

    private static string? FromWords(string line) =>
        Words().Match(line) is { Success: true } words ? words.Groups["path"].Value.TrimEnd('.', '/') : null;

    private static string Unescape(string escaped) =>
        EscapedCapital().Replace(escaped, letter => letter.Groups["letter"].Value.ToUpperInvariant());

    private static string Clean(string host) => host.TrimEnd('.', '-').ToLowerInvariant();

    [GeneratedRegex(
        """
        \blookup\ (?<host>[\w.-]+) |
        [Rr]esolv(?:e|ing)\ (?:host(?:name)?|proxy)?(?:\ address)?:?\ ?['‘“"]?(?<host>[\w-]+(?:\.[\w-]+)+)(?![\w.-]*/) | resolving\ authorization\ for\ (?<host>[\w.-]+) |
        bad\ address\ '(?<host>[\w.-]+) | getaddrinfo\ \w+\ (?<host>[\w.-]+) |
        \w@(?<host>[\w.-]+):\ Permission\ denied | \bclone\ of\ '(?:\w+@)?(?<host>[\w-]+(?:\.[\w-]+)+): | connect\ to\ host\ (?<host>[\w.-]+) | fatal:\ unable\ to\ connect\ to\ (?<host>[\w-]+(?:\.[\w-]+)+) | Failed\ to\ connect\ to\ (?<host>[\w.-]+)\ port |
        certificate\ of\ ['‘"](?<host>[\w.-]+) | cannot\ verify\ (?<host>[\w-]+(?:\.[\w-]+)+)['’]s |
        Connection\ closed\ by\ (?<host>[\w.-]+) | proxyconnect\ tcp:\ dial\ tcp\ (?<host>[\d.]+):
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex NamedHost();

    // Go prints the address of a body that was cut with one slash.
    [GeneratedRegex(@"https?:/{1,2}(?:[^/\s""'@]*@)?(?<host>[A-Za-z0-9][\w.*-]*)(?=[/:\s""'?)\]]|$)")]
    private static partial Regex Url();

    [GeneratedRegex(@"->(?<host>[\w.*-]+):\d+|\bdial tcp (?<host>[\w.-]+):\d+|\bhost '(?<host>[\w.-]+) \(")]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<![\w./-])(?<host>(?:[a-z0-9_-]+\.)+[a-z]{2,}|localhost)(?::\d+)?/[\w.-]+(?:/[\w.-]+)*(?::[\w.-]+)?(?:@sha256)?")]
    private static partial Regex ImageName();

    [GeneratedRegex(@"(?<![\w/@.!%:+-])[A-Za-z0-9][\w-]*(?:\.[\w-]+)+(?:/[\w.~!+-]+)*@(?>[A-Za-z0-9][\w.+-]*)(?!/[^\s:]*\.go:\d)")]
    private static partial Regex ModuleAtVersion();

    [GeneratedRegex(@"https?:/{1,2}[^/\s""]+/(?:[^/\s"".@]+/)*?(?:sumdb/[^/]+/)?(?:lookup/)?(?<path>[\w~-]+\.[^\s""@]+?)(?:/@(?:v/(?:list|(?<version>v[^/\s""]+?)\.(?:info|mod|zip|ziphash))|latest)|@(?<version>v[\w.+!%-]+))")]
    private static partial Regex ProxyUrl();

    [GeneratedRegex(@"cache/download/(?<path>[^\s""@]+?)/@v/(?<version>v[^/\s""]+?)\.(?:zip|mod|info|ziphash|lock|partial)")]
    private static partial Regex CachePath();

    [GeneratedRegex(@"[/\\]pkg[/\\]mod[/\\](?<module>[\w-]+\.[^@\s:]+@v[^/\\\s]+)[/\\]")]
    private static partial Regex FileOfModule();

    [GeneratedRegex(@"Cloning into '[^']*/src/(?<path>[\w-]+(?:\.[\w-]+)+/[^']+)'")]
    private static partial Regex CloneInGoPath();

    [GeneratedRegex(@"Permanently added '\[?(?<host>[A-Za-z][\w-]*(?:\.[\w-]+)+)[\],']")]
    private static partial Regex AddedHost();

    [GeneratedRegex(@"\breading (?<path>[\w-]+\.[^\s:]+)/go\.mod at revision (?<version>v[^\s:]+)")]
    private static partial Regex Revision();

    [GeneratedRegex(@"download go(?<go>[\w.]+) for (?<os>\w+)/(?<arch>\w+)")]
    private static partial Regex Toolchain();

    [GeneratedRegex(@"(?:providing package|provides package|\bmodule|cannot find module for path|for module|^go get(?= \S+: (?:zip: |unrecognized import path))|unknown import path|cannot load(?= \S+: import lookup)|^package(?= \S+: exec: )) \[?""?(?<path>(?:[\w-]+\.)+[a-z]{2,}(?:/[\w.~+-]+)+|(?:[\w-]+\.)+[a-z]{2,}/[\w.~+/-]+)")]
    private static partial Regex Words();

    [GeneratedRegex(@"^\s*(?<path>(?:[\w-]+\.)+[a-z]{2,}(?:/[\w.~+-]+)*)[ @](?<version>v\d[^\s:]*)(?: \(|: is (?:explicitly|marked|replaced))")]
    private static partial Regex Listed();

    [GeneratedRegex(@"(?:access|clone(?: --)?|repository|fetch -f|ls-remote -q) '?https?://(?:[^/\s'@]*@)?(?<path>[\w.-]+/[\w./~-]+?)(?:\.git)?/?(?:'|\s|$)")]
    private static partial Regex RepositoryUrl();

    [GeneratedRegex(@"[Rr]etry[- ][Aa]fter:? ?""?(?<number>\d{1,6}(?:\.\d{1,6})?)(?:(?<unit>ms|µs|us)| ?(?<unit>[smh])(?:ec(?:ond)?s?|in(?:ute)?s?|ours?)?)?\b")]
    private static partial Regex Wait();

    [GeneratedRegex("(?:!|%21)(?<letter>[a-z])")]
    private static partial Regex EscapedCapital();
}
