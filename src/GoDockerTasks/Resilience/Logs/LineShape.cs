using System.Text.RegularExpressions;

namespace GoDockerTasks.Resilience;

/// <summary>Tells what a program printed from what only talks about it: echoed commands, source code and prose.</summary>
internal static partial class LineShape
{
    private const int LongestMessage = 160;
    private const int WordsOfProse = 20;
    private const int LongestShape = 4096;

    /// <summary>Takes a quoted command out of a line that says how it ended: a command's words are no evidence.</summary>
    /// <param name="line">The line.</param>
    /// <param name="command">The command; null when the line holds none.</param>
    /// <returns>The line without it.</returns>
    public static string WithoutCommand(string line, out string? command)
    {
        command = null;
        if (!line.Contains("process \"", StringComparison.Ordinal) && !line.Contains("The command '", StringComparison.Ordinal) &&
            !line.Contains("executor failed running [", StringComparison.Ordinal))
        {
            return line;
        }

        var match = QuotedCommand().Match(line);
        if (!match.Success)
        {
            return line;
        }

        var quoted = match.Groups["command"];
        command = quoted.Value;
        return string.Concat(line.AsSpan(0, quoted.Index), line.AsSpan(quoted.Index + quoted.Length));
    }

    /// <summary>Says whether the line repeats what is run, and does not tell how it went.</summary>
    /// <param name="line">The line, without prefixes.</param>
    /// <returns>Whether it is an echo.</returns>
    public static bool IsEcho(string line) => Echo().IsMatch(Beginning(line));

    /// <summary>Says whether the line is source code, a list of messages, or a sentence about them.</summary>
    /// <param name="line">The line, without prefixes.</param>
    /// <param name="at">Where the words were found.</param>
    /// <returns>Whether it is no output of a failure.</returns>
    public static bool IsTalk(string line, int at)
    {
        var shape = Beginning(line);
        return !CompilerPlace().IsMatch(shape)
            && (Code().IsMatch(shape) || IsInBackticks(line, at) || IsQuotedWord(line, at) || Prose().IsMatch(shape)
                || SentenceEnd().Count(shape) > 2
                || (line.Length > LongestMessage && PlainWord().Count(shape) >= WordsOfProse && !Structure().IsMatch(shape)));
    }

    /// <summary>Says whether the go command itself says it, rather than a program that it runs.</summary>
    /// <param name="line">The line, without prefixes.</param>
    /// <returns>Whether it is its own.</returns>
    public static bool IsGos(string line) => line.StartsWith("go: ", StringComparison.Ordinal) || CompilerPlace().IsMatch(Beginning(line));

    /// <summary>Says whether the line is nothing but what went wrong with a connection, and names nothing that it was for.</summary>
    /// <param name="line">The line, without prefixes.</param>
    /// <returns>Whether it is only the end of an error.</returns>
    public static bool IsBareCause(string line) => BareCause().IsMatch(Beginning(line));

    /// <summary>Puts an error together that was broken: within an address by a terminal's width, or after a colon.</summary>
    /// <param name="before">The line before.</param>
    /// <param name="line">The line, without prefixes.</param>
    /// <returns>Both as one when the line goes on with what the one before began; else the line.</returns>
    public static string Continue(string before, string line) =>
        before.TrimEnd() is { Length: > 0 and < LongestShape } begun
            ? OpenAddress().IsMatch(begun) ? begun + line.TrimStart()
                : begun[^1] == ':' && IsBareCause(line) ? $"{begun} {line.TrimStart()}" : line
            : line;

    // What a line is shows in its first words; patterns that look for an end would take long on a megabyte without one.
    private static string Beginning(string line) => line.Length > LongestShape ? line[..LongestShape] : line;

    // The linker opens a quotation with a backtick, and ends it with an apostrophe.
    private static bool IsInBackticks(string line, int at) =>
        line.AsSpan(0, at).Count('`') % 2 == 1 && !line.AsSpan(line.LastIndexOf('`', at), at - line.LastIndexOf('`', at)).Contains('\'');

    // A message as an item of a list: ("no such host", "connection refused").
    private static bool IsQuotedWord(string line, int at) =>
        at > 0 && line[at - 1] == '"' && (at == 1 || line[at - 2] is '(' or '[' or '{' || (at > 2 && line[at - 2] == ' ' && line[at - 3] == ','));

    [GeneratedRegex(@"^\s*(?:dial |read |write |net/http: |http2: |stream error|tls: |x509: |remote error: |unexpected EOF\b|EOF\b|context deadline exceeded|connect: |connection re(?:fused|set)|no such host|server misbehaving|Temporary failure |No connection could be made|A connection attempt failed|An existing connection )")]
    private static partial Regex BareCause();

    [GeneratedRegex(@"(?:Get|Head|Post|Put|read) ""https?:/{1,2}[^""\s]*$")]
    private static partial Regex OpenAddress();

    // Go quotes the source that it refuses, braces and all.
    [GeneratedRegex(@"^\s*(?:vet: )?[\w./\\-]+\.go:\d+:\d+: ")]
    private static partial Regex CompilerPlace();

    [GeneratedRegex(@"(?<=^|[ (])[a-z]{2,}(?=[ ,.;:)]|$)")]
    private static partial Regex PlainWord();

    [GeneratedRegex(@"https?:/|->|\bdial tcp|(?:error|fatal|failed|denied)\b[^ ]*:|^[\w.]+(?: \w+)?: |^error [\w ]+: |\bfailed to \w+(?: [\w./-]+){0,5}: |sha256:|@v\d|level=|\[\d+\]", RegexOptions.IgnoreCase)]
    private static partial Regex Structure();

    [GeneratedRegex(@"[a-z)`""']\. [A-Z`]")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"(?:process ""(?<command>.*)"" did not complete|The command '(?<command>.*)' returned a non-zero|executor failed running \[(?<command>.*)\])")]
    private static partial Regex QuotedCommand();

    [GeneratedRegex(@"^\s*(?:\d+ \| (?:>>>|   |[A-Z]+ )|\[[\w ./-]*\d+/\d+\] |(?:=> |> )+(?:ERROR |CACHED |CANCELED )?\[|Step \d+(?:/\d+)? ?: |---> |\++ \S|\$ |(?:RUN|COPY|ADD|ENV|ARG|FROM|CMD|ENTRYPOINT|LABEL|HEALTHCHECK)\s+(?!failed|requires)\S)")]
    private static partial Regex Echo();

    [GeneratedRegex(
        """
        ^\s*(?:
            //|/\*|\*\ |-\ [\w`*]|\d+\.\ [A-Z]|\#\ (?!get\ |[\w./-]+$|cd\ |(?:\w+:\ )?go:\ ) |
            (?:if|for|while|switch|elif|else|return|func|fn|def|class|var|let|const|throw|raise|assert\w*|expect|public|private|import(?!\ "[^"]+":\ )|case|except|catch|when|defer|errors\.New|fmt\.\w+|log\.\w+|t\.\w+)\b[^:]*["'({`] |
            ["'`](?!\w+["']\s*:).*["'`]\s*[,;)\]:]*\s*$ |
            [\w.\[\]]+\s+(?::=|\+?=)\s+\S |
            [-*]\ ["'`] | \|\ .*\|\s*$ |
            \w[\w.]*\(.*["'`]
        ) | ^(?!.*https?:/).*[{;]\s*$ | \)\ *\{ | =>\ *\{
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Code();

    // A sentence: it begins like one, goes on for some words without a colon or an address, and ends with a full stop.
    [GeneratedRegex(@"^\s*(?:[-*>] )?[A-Z][a-z]+(?:,? [a-z][\w'-]*){4,}[^:]*[.?!]\s*$|^\s*(?:[-*] )?(?:If|When|Sometimes|This|These|The(?! command ')|It|We|You|Note|Because|Since|A|An|In|On) (?:[a-z'-]+ ){4,}")]
    private static partial Regex Prose();
}
