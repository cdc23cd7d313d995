using GoDockerTasks.Modules;

namespace GoDockerTasks.TestSupport.Modules;

/// <summary>A service whose one file imports packages of many modules.</summary>
/// <param name="folder">Where to write it.</param>
/// <param name="goProxy">The GOPROXY that has the modules.</param>
internal sealed class RealService(string folder, string goProxy)
{
    public async Task WriteAsync(IReadOnlyList<ModuleVersion> modules, IReadOnlyList<string> packages, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var requires = string.Concat(modules.Select(module => $"\t{module.Path} {module.Version}\n"));
        await File.WriteAllTextAsync(Path.Combine(folder, "go.mod"), $"module example.com/service\n\ngo 1.21\n\nrequire (\n{requires})\n", cancellationToken);
        await WriteMainAsync([], cancellationToken);

        // Some need what Debian does not ship, or another version: the compiler says which do not.
        var compiled = await RealGo.RunAsync(
            folder, goProxy, $"list -mod=mod -e -export -f {{{{if.Export}}}}{{{{.ImportPath}}}}{{{{end}}}} {string.Join(' ', packages)}");
        await WriteMainAsync(compiled.Split('\n', StringSplitOptions.RemoveEmptyEntries), cancellationToken);
        await RealGo.RunAsync(folder, goProxy, "mod tidy -e");
    }

    private Task WriteMainAsync(IEnumerable<string> imports, CancellationToken cancellationToken) => File.WriteAllTextAsync(
        Path.Combine(folder, "main.go"),
        $"package main\n\nimport (\n{string.Concat(imports.Select(import => $"\t_ \"{import}\"\n"))})\n\nfunc main() {{}}\n",
        cancellationToken);
}
