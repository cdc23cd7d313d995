using GoDockerTasks.Errors;

namespace GoDockerTasks.Modules;

/// <summary>A vendor/modules.txt file: the list of what <c>go mod vendor</c> copied.</summary>
/// <param name="File">Where it was read from.</param>
/// <param name="Modules">The modules.</param>
/// <param name="IsWorkspace">Whether <c>go work vendor</c> wrote it.</param>
/// <remarks>https://go.dev/ref/mod#vendoring.</remarks>
public sealed record VendorModules(string File, IReadOnlyList<VendoredModule> Modules, bool IsWorkspace)
{
    private const string Accepted = "go mod vendor writes '# module version', '## explicit; go 1.24' and the paths of packages";

    /// <summary>Reads a file.</summary>
    /// <param name="file">The path.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>What it lists.</returns>
    /// <exception cref="GoDockerException">Lines are malformed (<c>GDT1108</c>); all of them are named.</exception>
    public static async Task<VendorModules> ReadAsync(string file, CancellationToken cancellationToken) =>
        Parse(file, await System.IO.File.ReadAllTextAsync(file, cancellationToken));

    /// <summary>Reads a file's text.</summary>
    /// <param name="file">The path to name in errors.</param>
    /// <param name="text">The text.</param>
    /// <returns>What it lists.</returns>
    /// <exception cref="GoDockerException">Lines are malformed (<c>GDT1108</c>); all of them are named.</exception>
    public static VendorModules Parse(string file, string text)
    {
        List<VendoredModule> modules = [];
        List<string> problems = [];
        var isWorkspace = false;
        var number = 0;
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries))
        {
            number++;
            if (line == "## workspace")
            {
                isWorkspace = true;
            }
            else if (line.StartsWith("## ", StringComparison.Ordinal) && modules.Count > 0)
            {
                modules[^1] = Annotated(modules[^1], line[3..]);
            }
            else if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                if (Module(line[2..]) is { } module)
                {
                    modules.Add(module);
                }
                else
                {
                    problems.Add($"{file}:{number}: '{line}' names no module; {Accepted}.");
                }
            }
            else if (line.Length > 0 && modules.Count > 0 && PathRules.Problem(line, PathKind.Import) is null)
            {
                modules[^1] = modules[^1] with { Packages = [.. modules[^1].Packages, line] };
            }
            else if (line.Length > 0)
            {
                problems.Add($"{file}:{number}: '{line}' is not expected here; {Accepted}.");
            }
        }

        return problems.Count == 0
            ? new(file, modules, isWorkspace)
            : throw new GoDockerException(ErrorKinds.MalformedGoMod, string.Join("\n  - ", problems));
    }

    private static VendoredModule? Module(string text)
    {
        var sides = text.Split(" => ", 2);
        var (old, other) = (sides[0].Split(' '), sides.Length > 1 ? sides[1].Split(' ', 2) : null);
        if (PathRules.Problem(old[0], PathKind.Module) is not null || old.Length > 2
            || (old.Length == 2 && !SemanticVersion.IsValid(old[1]))
            || (old.Length == 1 && other is null))
        {
            return null;
        }

        return new(old[0], old.ElementAtOrDefault(1), other?[0], other?.ElementAtOrDefault(1));
    }

    private static VendoredModule Annotated(VendoredModule module, string text)
    {
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries))
        {
            module = part == "explicit" ? module with { IsExplicit = true }
                : part.StartsWith("go ", StringComparison.Ordinal) ? module with { GoVersion = part[3..] }
                : module;
        }

        return module;
    }
}
