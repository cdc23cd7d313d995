using System.Text;
using GoDockerTasks.Tests.Modules.Fakes;
using GoDockerTasks.TestSupport;

namespace GoDockerTasks.Tests.Modules;

/// <summary>What the real <c>go</c> asks for beyond the modules whose packages it compiles; its own go.sum files, nothing else.</summary>
[TestFixture]
public sealed class RealGoGraphTests : IAsyncDisposable
{
    private static readonly string[] All = ["build ./...", "test ./...", "vet ./...", "mod download"];

    // d is needed to choose versions only, old is from before the graph was pruned, and tool is a program.
    private static readonly TestModule[] Modules =
    [
        Module("example.com/a", "v1.0.0", "1.21", "b", ("example.com/b", "v1.1.0"), ("example.com/c", "v1.0.0")),
        Module("example.com/b", "v1.1.0", "1.21", null, ("example.com/d", "v1.0.0")),
        Module("example.com/b", "v1.2.0", "1.21", null, ("example.com/d", "v1.0.0")),
        Module("example.com/c", "v1.0.0", "1.21", null),
        Module("example.com/d", "v1.0.0", "1.21", null),
        Module("example.com/old", "v1.0.0", "1.16", null, ("example.com/f", "v1.0.0")),
        Module("example.com/f", "v1.0.0", "1.16", null),
        new("example.com/tool", "v1.0.0", ("go.mod", "module example.com/tool\n\ngo 1.21\n"), ("main.go", "package main\n\nfunc main() {}\n")),
    ];

    private readonly PrefetchScene _scene = new();
    private readonly LoopbackProxy _proxy = Proxy();

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _scene.Dispose();
    }

    [Test]
    public async Task A_workspace_with_its_go_work_sum_needs_no_network()
    {
        await WorkspaceAsync();
        await RealGo.RunAsync(_scene.Service, _proxy.Url, "mod download");
        File.Exists(Path.Combine(_scene.Service, "go.work.sum")).Should().BeTrue();
        var snapshot = await _scene.PrefetchAsync(_proxy.Url);

        foreach (var command in new[] { "build ./one ./two", "test ./one ./two", "vet ./one ./two", "mod download" })
        {
            await RealGo.RunAsync(_scene.Service, RealGo.Only(snapshot!.Directory), command);
        }

        await RealGo.RunAsync(_scene.Service, RealGo.Only(snapshot!.Directory), "mod download", "mod verify");

        _scene.Log.Text.Should().NotContain("go.work.sum");
    }

    [Test]
    public async Task A_workspace_without_go_work_sum_is_told_what_completes_it()
    {
        await WorkspaceAsync();

        await _scene.PrefetchAsync(_proxy.Url);

        _scene.Log.Text.Should().Contain("'go mod download'").And.Contain("commit go.work.sum");
    }

    [Test]
    public async Task A_graph_from_before_pruning_has_all_the_go_mod_files_that_it_asks_for()
    {
        await ServiceAsync("1.16", "old", "require example.com/old v1.0.0\nrequire example.com/a v1.0.0\n");

        await OfflineAsync(All);
    }

    [Test]
    public async Task A_replacement_is_fetched_in_the_place_of_what_it_replaces()
    {
        await ServiceAsync("1.21", "b", "require example.com/b v1.1.0\n\nreplace example.com/b => example.com/b v1.2.0\n");

        await OfflineAsync(All);
        _proxy.Requests.Should().NotContain(request => request.EndsWith("b/@v/v1.1.0.zip", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_tool_of_go_mod_is_there_to_be_run()
    {
        await ServiceAsync("1.24", "b", "require example.com/b v1.1.0\nrequire example.com/tool v1.0.0\n\ntool example.com/tool\n");

        await OfflineAsync([.. All, "tool tool", "install tool"]);
    }

    [Test]
    public async Task A_folder_in_the_context_takes_the_place_of_a_module()
    {
        Write("vendored/b/go.mod", "module example.com/b\n\ngo 1.21\n");
        Write("vendored/b/b.go", "package b\n");
        await ServiceAsync("1.21", "b", "require example.com/b v1.1.0\n\nrequire example.com/c v1.0.0 // indirect\n\nreplace example.com/b => ./vendored/b\n", tidy: false);
        File.WriteAllText(Path.Combine(_scene.Service, "go.sum"), Modules[3].SumLines);

        await OfflineAsync(All);
    }

    private static TestModule Module(string path, string version, string go, string? import, params (string Path, string Version)[] requires)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var goMod = $"module {path}\n\ngo {go}\n" + string.Concat(requires.Select(require => $"\nrequire {require.Path} {require.Version}\n"));
        var code = $"package {name}\n" + (import is null ? "" : $"\nimport _ \"example.com/{import}\"\n");

        return new(path, version, ("go.mod", goMod), ($"{name}.go", code));
    }

    private static LoopbackProxy Proxy()
    {
        var proxy = new LoopbackProxy(Modules);
        foreach (var versions in Modules.GroupBy(module => module.Module.Path, module => module.Module))
        {
            proxy.Serve($"/{versions.Key}/@v/list", Encoding.UTF8.GetBytes(string.Concat(versions.Select(module => module.Version + "\n"))));
            foreach (var module in versions)
            {
                proxy.Serve($"/{module.Escaped}.info", Encoding.UTF8.GetBytes($$"""{"Version":"{{module.Version}}"}"""));
            }
        }

        return proxy;
    }

    private async Task WorkspaceAsync()
    {
        File.Delete(Path.Combine(_scene.Service, "go.mod"));
        File.Delete(Path.Combine(_scene.Service, "go.sum"));
        await MemberAsync("one", "1.21", "a", "require example.com/a v1.0.0\n");
        await MemberAsync("two", "1.21", "old", "require (\n\texample.com/b v1.2.0\n\texample.com/old v1.0.0\n)\n", "b");
        Write("go.work", "go 1.21\n\nuse (\n\t./one\n\t./two\n)\n");
    }

    private async Task MemberAsync(string name, string go, string import, string requires, params string[] imports)
    {
        Write($"{name}/go.mod", $"module example.com/service/{name}\n\ngo {go}\n\n{requires}");
        Write($"{name}/main.go", $"package main\n\nimport (\n{string.Concat(imports.Append(import).Select(i => $"\t_ \"example.com/{i}\"\n"))})\n\nfunc main() {{}}\n");
        await RealGo.RunAsync(Path.Combine(_scene.Service, name), _proxy.Url, "mod tidy");
    }

    private async Task ServiceAsync(string go, string import, string requires, bool tidy = true)
    {
        Write("go.mod", $"module example.com/service\n\ngo {go}\n\n{requires}");
        Write("main.go", $"package main\n\nimport _ \"example.com/{import}\"\n\nfunc main() {{}}\n");
        if (tidy)
        {
            await RealGo.RunAsync(_scene.Service, _proxy.Url, "mod tidy");
        }

        _proxy.Requests.Clear();
    }

    private async Task OfflineAsync(string[] commands)
    {
        var snapshot = await _scene.PrefetchAsync(_proxy.Url);
        foreach (var command in commands)
        {
            await RealGo.RunAsync(_scene.Service, RealGo.Only(snapshot!.Directory), command);
        }

        await RealGo.RunAsync(_scene.Service, RealGo.Only(snapshot!.Directory), "mod download", "mod verify");
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_scene.Service, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
