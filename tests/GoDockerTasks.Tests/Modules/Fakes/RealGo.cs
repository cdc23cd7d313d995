using System.Text.Json;
using GoDockerTasks.Io;
using GoDockerTasks.Modules;

namespace GoDockerTasks.Tests.Modules.Fakes;

/// <summary>The real <c>go</c> command, with a module cache of its own for each call: what it needs, it has to ask for.</summary>
internal static class RealGo
{
    public static async Task RunAsync(string directory, string goProxy, string command)
    {
        var result = await CaptureAsync(directory, goProxy, command.Split(' '));
        result.Succeeded.Should().BeTrue("go {0} in {1} said {2}{3}", command, directory, result.Output, result.Error);
    }

    /// <summary>Lets Go download module versions, and says what it thinks of each: its hash, or the error.</summary>
    public static async Task<IReadOnlyList<(string? Hash, string? Error)>> DownloadAsync(
        string goProxy, IReadOnlyList<ModuleVersion> modules)
    {
        using var empty = new TempDirectory();
        string[] command = ["mod", "download", "-json", .. modules.Select(module => module.ToString())];
        var result = await CaptureAsync(empty.Path, goProxy, command);
        var answers = new Dictionary<string, (string?, string?)>();
        var output = result.Output.Replace("\n}\n{", "\n},{", StringComparison.Ordinal);
        using var json = JsonDocument.Parse($"[{output}]");
        foreach (var answer in json.RootElement.EnumerateArray())
        {
            answers[$"{answer.GetProperty("Path")}@{answer.GetProperty("Version")}"] = (Text(answer, "Sum"), Text(answer, "Error"));
        }

        return [.. modules.Select(module => answers[module.ToString()])];
    }

    /// <summary>Gives a folder as the whole GOPROXY list.</summary>
    public static string Only(string folder) => new Uri(folder).AbsoluteUri;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static async Task<ProcessOutput> CaptureAsync(string directory, string goProxy, string[] command)
    {
        using var caches = new TempDirectory();
        return await new ProcessRunner(TimeProvider.System).CaptureAsync(
            new ProcessSpec("go", command)
            {
                WorkingDirectory = directory,
                Environment = new Dictionary<string, string?>
                {
                    ["GOPROXY"] = goProxy,
                    ["GOMODCACHE"] = caches.File("mod"),
                    ["GOFLAGS"] = "-modcacherw",
                    ["GOTOOLCHAIN"] = "local",
                    ["GOENV"] = "off",
                    ["GOWORK"] = null,
                    ["GOSUMDB"] = "off",
                    ["CGO_ENABLED"] = "0",
                },
            },
            CancellationToken.None);
    }
}
