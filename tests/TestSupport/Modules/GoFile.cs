using System.Text.RegularExpressions;

namespace GoDockerTasks.TestSupport.Modules;

/// <summary>What can be told of a Go file without parsing it.</summary>
internal static partial class GoFile
{
    private static readonly string[] NotImported = ["internal", "testdata", "examples", "example", "cmd"];

    /// <summary>Says whether a file belongs, on every platform, to a package that other modules can import.</summary>
    public static bool IsLibrary(string file, string name) =>
        name.EndsWith(".go", StringComparison.Ordinal)
        && !Path.GetFileName(name).Contains('_', StringComparison.Ordinal)
        && !name.Split('/').Any(part => part[0] == '_' || NotImported.Contains(part))
        && File.ReadAllText(file) is var text
        && !Constraint().IsMatch(text)
        && PackageClause().Match(text).Groups[1].Value is not ("" or "main");

    [GeneratedRegex(@"^//\s*(?:go:build|\+build)\s", RegexOptions.Multiline)]
    private static partial Regex Constraint();

    [GeneratedRegex(@"^package\s+(\w+)", RegexOptions.Multiline)]
    private static partial Regex PackageClause();
}
