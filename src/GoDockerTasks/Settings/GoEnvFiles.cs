namespace GoDockerTasks.Settings;

/// <summary>The files in which Go keeps its variables: the user's, written by <c>go env -w</c>, and the one of the installation.</summary>
/// <remarks>
/// Read as <c>cmd/go/internal/cfg</c> does: the environment wins over both, the user's file over <c>$GOROOT/go.env</c>. No Go is
/// started for it.
/// </remarks>
public static class GoEnvFiles
{
    // Every Go brings these in its go.env: they are nobody's wish.
    private static readonly Dictionary<string, string> BroughtAlong = new(StringComparer.Ordinal)
    {
        ["GOPROXY"] = "https://proxy.golang.org,direct",
        ["GOSUMDB"] = "sum.golang.org",
    };

    /// <summary>Reads both files.</summary>
    /// <param name="environment">The environment, for <c>GOENV</c>, <c>GOROOT</c>, <c>PATH</c> and the places of users' configuration.</param>
    /// <returns>The variables by name. Files that are not there, or may not be read, have none.</returns>
    public static IReadOnlyDictionary<string, GoEnvValue> Read(IReadOnlyDictionary<string, string> environment)
    {
        var values = new Dictionary<string, GoEnvValue>(StringComparer.Ordinal);
        if (UserFile(environment) is { } user)
        {
            Fill(values, user, isUsers: true);
        }

        if ((values.GetValueOrDefault("GOROOT")?.Value ?? GoRoot(environment)) is { } root)
        {
            Fill(values, Path.Combine(root, "go.env"), isUsers: false);
        }

        return values;
    }

    private static string? UserFile(IReadOnlyDictionary<string, string> environment)
    {
        if (Value(environment, "GOENV") is { } named)
        {
            return named == "off" ? null : named;
        }

        var folder = OperatingSystem.IsWindows() ? Value(environment, "AppData")
            : OperatingSystem.IsMacOS() ? Below(Value(environment, "HOME"), "Library/Application Support")
            : Value(environment, "XDG_CONFIG_HOME") ?? Below(Value(environment, "HOME"), ".config");

        return Path.IsPathRooted(folder) ? Path.Combine(folder, "go", "env") : null;
    }

    private static string? GoRoot(IReadOnlyDictionary<string, string> environment)
    {
        if (Value(environment, "GOROOT") is { } root)
        {
            return root;
        }

        var program = (Value(environment, "PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => new FileInfo(Path.Combine(folder, OperatingSystem.IsWindows() ? "go.exe" : "go")))
            .FirstOrDefault(file => file.Exists);

        // Distributions put a link to $GOROOT/bin/go into PATH.
        return (program?.ResolveLinkTarget(returnFinalTarget: true) ?? program) is FileInfo { Directory.Parent: { } parent }
            ? parent.FullName
            : null;
    }

    private static void Fill(Dictionary<string, GoEnvValue> values, string file, bool isUsers)
    {
        string[] lines;
        try
        {
            lines = File.Exists(file) ? File.ReadAllText(file).Split('\n') : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Go passes it over as well.
            return;
        }

        foreach (var line in lines)
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || !char.IsAsciiLetterUpper(line[0]))
            {
                continue;
            }

            var (name, value) = (line[..equals], line[(equals + 1)..]);
            if (isUsers)
            {
                values[name] = new(value, file, isUsers);
            }
            else if (BroughtAlong.GetValueOrDefault(name) != value)
            {
                values.TryAdd(name, new(value, file, isUsers));
            }
        }
    }

    private static string? Value(IReadOnlyDictionary<string, string> environment, string name) =>
        environment.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    private static string? Below(string? folder, string path) => folder is null ? null : Path.Combine(folder, path);
}
