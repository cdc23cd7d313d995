using GoDockerTasks.Modules;

namespace GoDockerTasks.TestSupport.Modules;

/// <summary>A service whose one file imports packages of many modules.</summary>
/// <param name="folder">Where to write it.</param>
/// <param name="goProxy">The GOPROXY that has the modules.</param>
internal sealed class RealService(string folder, string goProxy)
{
    /// <summary>Writes it.</summary>
    /// <param name="modules">What go.mod may require.</param>
    /// <param name="packages">What to import, if it compiles.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    /// <returns>What it imports.</returns>
    public async Task<IReadOnlyList<string>> WriteAsync(IReadOnlyList<ModuleVersion> modules, IReadOnlyList<string> packages, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var requires = string.Concat(modules.Select(module => $"\t{module.Path} {module.Version}\n"));
        await File.WriteAllTextAsync(Path.Combine(folder, "go.mod"), $"module example.com/service\n\ngo 1.21\n\nrequire (\n{requires})\n", cancellationToken);
        await WriteMainAsync([], cancellationToken);

        // Some need what Debian does not ship, or another version of it; the compiler knows.
        var exported = await RealGo.RunAsync(
            folder, goProxy, $"list -mod=mod -e -export -f {{{{if.Export}}}}{{{{.ImportPath}}}}{{{{end}}}} {string.Join(' ', packages)}");
        string[] imports = exported.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await WriteMainAsync(imports, cancellationToken);

        // Files for other systems, and tests, may import what is not here; then tidy leaves that out, and says so.
        await RealGo.RunAsync(folder, goProxy, "mod tidy -e");
        return imports;
    }

    private Task WriteMainAsync(IEnumerable<string> imports, CancellationToken cancellationToken) => File.WriteAllTextAsync(
        Path.Combine(folder, "main.go"),
        $"package main\n\nimport (\n{string.Concat(imports.Select(import => $"\t_ \"{import}\"\n"))})\n\nfunc main() {{}}\n",
        cancellationToken);
}
