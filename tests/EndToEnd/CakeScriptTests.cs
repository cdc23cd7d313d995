using System.Text.RegularExpressions;
using GoDockerTasks.EndToEnd.Support;
using GoDockerTasks.Io;

namespace GoDockerTasks.EndToEnd;

/// <summary>The add-in as others get it: from packages, in the real 'dotnet cake'.</summary>
[TestFixture]
public sealed partial class CakeScriptTests : IDisposable
{
    private readonly OrdersService _service = new();
    private readonly ProcessRunner _processes = new(TimeProvider.System);

    public void Dispose() => _service.Dispose();

    [Test]
    public async Task A_script_with_the_packed_add_in_builds_the_image()
    {
        await MakeFeedAsync();
        _service.Write("nuget.config", """
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><clear /><add key="feed" value="feed" /></packageSources>
            </configuration>
            """);
        _service.Write("dotnet-tools.json", """
            { "version": 1, "isRoot": true, "tools": { "cake.tool": { "version": "7.0.0", "commands": ["dotnet-cake"] } } }
            """);
        _service.Write("build.cake", $$"""
            #addin nuget:{{new Uri(_service.File("feed")).AbsoluteUri}}?package=Cake.GoDocker&version=0.1.0&loaddependencies=true

            Task("Default").Does(() =>
            {
                var state = GoDockerImage(settings => settings with { Tags = new[] { "from-script" } });
                Information("Built {0}", state.Image.Digest);
                Information("{0} modules are damaged", GoDockerVerifyModules().Damaged.Count);
                Information("Lint finds {0}", GoDockerLint("Dockerfile").Sum(result => result.Findings.Count()));
            });

            RunTarget(Argument("target", "Default"));
            """);

        await DotNetAsync("tool", "restore");
        var output = await DotNetAsync("cake", "--verbosity=normal");

        output.Should().Contain("Built sha256:").And.Contain("0 modules are damaged").And.Contain("Lint finds 0");
        (await _service.DockerAsync("image", "inspect", "--format", "{{.Id}}", $"{_service.Image}:from-script")).Should().StartWith("sha256:");
        _service.Report()!.Value.GetProperty("outcome").GetString().Should().Be("succeeded");
        await _service.DockerAsync("image", "rm", "--force", $"{_service.Image}:from-script");
    }

    [Test]
    public async Task The_packages_depend_on_Cake_and_ship_none_of_it()
    {
        await MakeFeedAsync();

        foreach (var (package, dependency) in new[]
            { ("Cake.GoDocker", "GoDockerTasks"), ("Cake.Frosting.GoDocker", "Cake.Frosting"), ("GoDockerTasks", "Polly.Core") })
        {
            using var zip = System.IO.Compression.ZipFile.OpenRead(_service.File($"feed/{package}.0.1.0.nupkg"));
            using var nuspec = new StreamReader(zip.GetEntry($"{package}.nuspec")!.Open());
            (await nuspec.ReadToEndAsync()).Should().Contain($"dependency id=\"{dependency}\"");
            zip.Entries.Select(entry => entry.FullName).Where(name => name.EndsWith(".dll", StringComparison.Ordinal))
                .Should().Equal($"lib/net10.0/{package}.dll");
        }
    }

    // What a mirror would serve, as a folder, so that no host is asked.
    private async Task MakeFeedAsync()
    {
        Directory.CreateDirectory(_service.File("feed"));
        foreach (var project in new[] { "GoDockerTasks", "Cake.GoDocker", "Cake.Frosting.GoDocker" })
        {
            await DotNetAsync(
                "pack", Path.Combine(Paths.Root, "src", project, project + ".csproj"), "--no-build", "--configuration",
                Paths.Configuration, "--output", _service.File("feed"), "--nologo");
        }

        foreach (var (id, version) in new[] { ("cake.tool", "7.0.0"), ("polly.core", "8.9.1") })
        {
            File.Copy(Path.Combine(Paths.PackageCache, id, version, $"{id}.{version}.nupkg"), _service.File($"feed/{id}.{version}.nupkg"), true);
        }
    }

    [GeneratedRegex("\e\\[[0-9;]*m")]
    private static partial Regex AnsiColour();

    private async Task<string> DotNetAsync(params string[] arguments)
    {
        var output = await _processes.CaptureAsync(
            new("dotnet", arguments)
            {
                WorkingDirectory = _service.Folder,
                // Where a tool was restored to is remembered for each user; this folder is gone after the test.
                Environment = new Dictionary<string, string?> { ["DOTNET_CLI_HOME"] = _service.File("home") },
            },
            CancellationToken.None);
        output.ExitCode.Should().Be(0, "dotnet {0}: {1}", string.Join(' ', arguments), output.Output + output.Error);

        return AnsiColour().Replace(output.Output, "");
    }
}
