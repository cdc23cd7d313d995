using GoDockerTasks.Errors;

namespace GoDockerTasks.Modules;

/// <summary>A go.sum or go.work.sum file.</summary>
/// <param name="File">Where it was read from.</param>
/// <param name="Lines">The lines that name a hash this library can check.</param>
/// <remarks>https://go.dev/ref/mod#go-sum-files. Hashes of unknown algorithms are passed over, as Go does.</remarks>
public sealed record GoSum(string File, IReadOnlyList<GoSumLine> Lines)
{
    private const string GoModSuffix = "/go.mod";
    private const string Accepted = "a line is 'module version h1:hash' or 'module version/go.mod h1:hash'";

    // "h1:" and the base64 of a SHA-256: 43 digits and one '='.
    private const int HashLength = 47;

    /// <summary>Reads a file.</summary>
    /// <param name="file">The path.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The file's lines.</returns>
    /// <exception cref="GoDockerException">A line is malformed (<c>GDT1101</c>); all such lines are named.</exception>
    public static async Task<GoSum> ReadAsync(string file, CancellationToken cancellationToken) =>
        Parse(file, await FileLexer.TextAsync(file, cancellationToken));

    /// <summary>Reads a file's text.</summary>
    /// <param name="file">The path to name in errors.</param>
    /// <param name="text">The text.</param>
    /// <returns>The file's lines.</returns>
    /// <exception cref="GoDockerException">A line is malformed (<c>GDT1101</c>); all such lines are named.</exception>
    public static GoSum Parse(string file, string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new GoDockerException(
                ErrorKinds.MalformedGoSum, $"{file}:1: the file is not UTF-8 text, perhaps UTF-16; save it as UTF-8.");
        }

        if (text.StartsWith('\uFEFF'))
        {
            throw new GoDockerException(
                ErrorKinds.MalformedGoSum, $"{file}:1: the file begins with a byte order mark, which Go takes for a part of the first path; save it as UTF-8 without one.");
        }

        List<GoSumLine> lines = [];
        List<string> problems = [];
        Dictionary<(ModuleVersion, bool), GoSumLine> seen = [];
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var (parsed, problem) = Line(line, number);
            if (problem is not null)
            {
                problems.Add($"{file}:{number}: {problem}; {Accepted}.");
            }
            else if (parsed is not null && seen.TryGetValue((parsed.Module, parsed.IsGoMod), out var first))
            {
                if (first.Hash != parsed.Hash)
                {
                    problems.Add($"{file}:{number}: {parsed.Module} has another hash in line {first.Line}; one of them is wrong.");
                }
            }
            else if (parsed is not null)
            {
                seen.Add((parsed.Module, parsed.IsGoMod), parsed);
                lines.Add(parsed);
            }
        }

        return problems.Count == 0
            ? new(file, lines)
            : throw new GoDockerException(ErrorKinds.MalformedGoSum, string.Join("\n  - ", problems));
    }

    private static (GoSumLine? Line, string? Problem) Line(ReadOnlySpan<char> text, int number)
    {
        if (text.IsWhiteSpace())
        {
            return default;
        }

        if (ConflictMarker.Is(text))
        {
            return (null, ConflictMarker.Problem);
        }

        string[] fields = text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 3)
        {
            return (null, $"it has {fields.Length} fields instead of 3");
        }

        var (path, version, hash) = (fields[0], fields[1], fields[2]);
        var isGoMod = version.EndsWith(GoModSuffix, StringComparison.Ordinal);
        if (isGoMod)
        {
            version = version[..^GoModSuffix.Length];
        }

        // Not the whole rule for module paths: with a replacement, Go takes names without a dot, too.
        if (PathRules.Problem(path, PathKind.Module) is { } problem)
        {
            return (null, $"'{path}' is not a module path: {problem}");
        }

        if (!SemanticVersion.IsValid(version))
        {
            return (null, $"'{version}' is not a version");
        }

        if (!hash.StartsWith(ModuleHash.Prefix, StringComparison.Ordinal))
        {
            return hash.Contains(':', StringComparison.Ordinal) ? default : (null, $"'{hash}' is not a hash");
        }

        Span<byte> digest = stackalloc byte[33];
        if (hash.Length != HashLength || !Convert.TryFromBase64Chars(hash.AsSpan(3), digest, out var length) || length != 32)
        {
            return (null, $"'{hash}' is cut or damaged");
        }

        var line = new GoSumLine(new(path, version), isGoMod, new(hash), number);

        // Written by old releases of Go for empty answers, and ignored by all since (Go bug 29241).
        return isGoMod && line.Hash == ModuleHash.OfEmptyGoMod ? default : (line, null);
    }
}
