using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Dockerfiles.Linting;

/// <summary>Says what a source of a COPY or of a bind mount brings.</summary>
internal static class SourcePath
{
    private static readonly string[] PlainFiles =
    [
        "makefile", "gnumakefile", "dockerfile", "license", "readme", "taskfile", "justfile", "magefile", "entrypoint", "docker-entrypoint", "version",
        "vendor", "scripts", "hack", "config", "configs", "certs", "docs", "bin",
    ];

    /// <summary>go.mod or go.work by name, or a pattern that fits it.</summary>
    public static bool IsGoMod(string path)
    {
        var name = LastPart(path);
        return name is "go.mod" or "go.work" or "{go.mod,go.sum}" or "go.{mod,sum}"
            || (name.StartsWith("go", StringComparison.Ordinal) && name.AsSpan().IndexOfAny("*?[") >= 0
                && new ShellPattern(WithoutClasses(name)).PrefixLength("go.mod", 0, longest: true) == "go.mod".Length);
    }

    /// <summary>The whole build context.</summary>
    public static bool IsWhole(string path) => path is "." or "./" or "/" or "*" or "./*" or "/*" or "/." or "./." or ""
        || path.EndsWith(".git", StringComparison.Ordinal) && path.Contains("://", StringComparison.Ordinal)
        || path.Contains(".git#", StringComparison.Ordinal);

    /// <summary>Go files, or a folder that may hold some.</summary>
    public static bool IsPart(string path)
    {
        if (path.Contains("://", StringComparison.Ordinal) || IsModuleFile(path))
        {
            return false;
        }

        var name = LastPart(path.TrimEnd('*').TrimEnd('/'));
        return path.EndsWith(".go", StringComparison.Ordinal)
            || (!name.TrimStart('.').Contains('.', StringComparison.Ordinal) && !PlainFiles.Contains(name.ToLowerInvariant()));
    }

    private static bool IsModuleFile(string path) => IsGoMod(path) || LastPart(path) is "go.sum" or "go.work.sum" or "go.sum*";

    private static string LastPart(string path) => path[(path.LastIndexOf('/') + 1)..];

    // [ms] stands for one character of several; taking it for any is near enough.
    private static string WithoutClasses(string pattern)
    {
        var open = pattern.IndexOf('[', StringComparison.Ordinal);
        var close = pattern.IndexOf(']', open + 1);
        return open < 0 || close < 0 ? pattern : WithoutClasses($"{pattern[..open]}?{pattern[(close + 1)..]}");
    }
}
