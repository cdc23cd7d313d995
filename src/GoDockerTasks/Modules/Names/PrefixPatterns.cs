namespace GoDockerTasks.Modules;

/// <summary>The patterns of GOPRIVATE, GONOPROXY and GONOSUMDB.</summary>
/// <remarks>https://pkg.go.dev/golang.org/x/mod/module#MatchPrefixPatterns.</remarks>
public static class PrefixPatterns
{
    /// <summary>Says whether a pattern matches the beginning of a module path.</summary>
    /// <param name="patterns">The patterns, separated by commas; empty and malformed ones match nothing.</param>
    /// <param name="path">The module path.</param>
    /// <returns>True when one of them matches as many elements of the path as it has itself.</returns>
    public static bool Match(string patterns, string path)
    {
        foreach (var range in patterns.AsSpan().Split(','))
        {
            var pattern = patterns.AsSpan(range);
            pattern = pattern is [.., '/'] ? pattern[..^1] : pattern;
            if (!pattern.IsEmpty && Beginning(path, pattern.Count('/') + 1) is { } beginning
                && GlobPattern.Match(pattern.ToString(), beginning))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Beginning(string path, int elements)
    {
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '/' && --elements == 0)
            {
                return path[..i];
            }
        }

        return elements > 1 ? null : path;
    }
}
