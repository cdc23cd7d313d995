namespace GoDockerTasks.Modules;

/// <summary>The rules for module paths, import paths and file names in modules, as golang.org/x/mod/module has them.</summary>
/// <remarks>https://go.dev/ref/mod#go-mod-file-ident and https://pkg.go.dev/golang.org/x/mod/module.</remarks>
public static class ModulePath
{
    private const string GoPkgIn = "gopkg.in/";
    private const string Unstable = "-unstable";
    private const string Incompatible = "+incompatible";

    /// <summary>Says what is wrong with a module path.</summary>
    /// <param name="path">The path, such as <c>rsc.io/quote/v3</c>.</param>
    /// <returns>The problem, as in "it begins with a dash"; null when there is none.</returns>
    public static string? Problem(string path)
    {
        if (PathRules.Problem(path, PathKind.Module) is { } problem)
        {
            return problem;
        }

        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? path : path[..slash];
        if (!first.Contains('.', StringComparison.Ordinal))
        {
            return "its first element has no dot";
        }

        if (!first.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '.'))
        {
            return "its first element has a character that is not allowed";
        }

        return TrySplitVersion(path, out _, out _) ? null : "its major version is not one";
    }

    /// <summary>Says what is wrong with a module path and its version together.</summary>
    /// <param name="path">The path.</param>
    /// <param name="version">The version.</param>
    /// <returns>The problem; null when there is none.</returns>
    public static string? Problem(string path, string version)
    {
        if (Problem(path) is { } problem)
        {
            return $"'{path}' is not a module path: {problem}";
        }

        if (!SemanticVersion.IsValid(version))
        {
            return $"'{version}' is not a version";
        }

        _ = TrySplitVersion(path, out _, out var major);
        return MatchesMajor(version, major)
            ? null
            : $"'{version}' does not fit '{path}', which takes {(major.Length == 0 ? "v0 or v1" : MajorPrefix(major))}";
    }

    /// <summary>Says what is wrong with an import path.</summary>
    /// <param name="path">The path of a package.</param>
    /// <returns>The problem; null when there is none.</returns>
    public static string? ImportProblem(string path) => PathRules.Problem(path, PathKind.Import);

    /// <summary>Says what is wrong with the path of a file in a module's zip.</summary>
    /// <param name="path">The slash-separated path.</param>
    /// <returns>The problem; null when there is none.</returns>
    public static string? FileProblem(string path) => PathRules.Problem(path, PathKind.File);

    /// <summary>Splits a module path before its major version.</summary>
    /// <param name="path">The path, such as <c>rsc.io/quote/v3</c> or <c>gopkg.in/yaml.v2</c>.</param>
    /// <param name="prefix">What comes before, such as <c>rsc.io/quote</c>.</param>
    /// <param name="major">The major version with its separator, such as <c>/v3</c> or <c>.v2</c>; empty when there is none.</param>
    /// <returns>False when the path ends like a major version that is not allowed, such as <c>/v1</c> or <c>/v02</c>.</returns>
    public static bool TrySplitVersion(string path, out string prefix, out string major)
    {
        (prefix, major) = (path, "");
        var isGoPkgIn = path.StartsWith(GoPkgIn, StringComparison.Ordinal);
        var separator = isGoPkgIn ? '.' : '/';
        var end = isGoPkgIn && path.EndsWith(Unstable, StringComparison.Ordinal) ? path.Length - Unstable.Length : path.Length;
        var digits = end;
        while (digits > 0 && (char.IsAsciiDigit(path[digits - 1]) || (!isGoPkgIn && path[digits - 1] == '.')))
        {
            digits--;
        }

        if (digits <= 1 || path[digits - 1] != 'v' || path[digits - 2] != separator || (!isGoPkgIn && digits == path.Length))
        {
            return !isGoPkgIn;
        }

        var number = path[digits..end];
        var isAllowed = isGoPkgIn
            ? number.Length > 0 && (number[0] != '0' || number == "0")
            : number[0] != '0' && number != "1" && !number.Contains('.', StringComparison.Ordinal);
        if (isAllowed)
        {
            (prefix, major) = (path[..(digits - 2)], path[(digits - 2)..]);
        }

        return isAllowed;
    }

    /// <summary>Says whether a version belongs to a path's major version.</summary>
    /// <param name="version">The version.</param>
    /// <param name="major">The path's major version with its separator, as <see cref="TrySplitVersion"/> gives it.</param>
    /// <returns>True when it does.</returns>
    public static bool MatchesMajor(string version, string major)
    {
        // Before Go 1.12 settled it, pseudo-versions of gopkg.in/x.v1 were v0.0.0-….
        if (version.StartsWith("v0.0.0-", StringComparison.Ordinal) && MajorPrefix(major) == "v1" && major[0] == '.')
        {
            return true;
        }

        var actual = SemanticVersion.Major(version);
        return major.Length == 0
            ? actual is "v0" or "v1" || SemanticVersion.Build(version) == Incompatible
            : actual == MajorPrefix(major);
    }

    /// <summary>Gives the beginning of every version of a path's major version.</summary>
    /// <param name="major">The major version with its separator, such as <c>/v3</c> or <c>.v2-unstable</c>.</param>
    /// <returns>Such as <c>v3</c>; empty for an empty one.</returns>
    public static string MajorPrefix(string major)
    {
        if (major.Length == 0)
        {
            return "";
        }

        return major[0] == '.' && major.EndsWith(Unstable, StringComparison.Ordinal)
            ? major[1..^Unstable.Length]
            : major[1..];
    }

    /// <summary>Gives a version in its one spelling; <c>+incompatible</c> stays, other build metadata goes.</summary>
    /// <param name="version">The version.</param>
    /// <returns>The canonical version; empty when it is not one.</returns>
    public static string CanonicalVersion(string version) =>
        SemanticVersion.Canonical(version)
        + (SemanticVersion.Build(version) == Incompatible ? Incompatible : "");
}
