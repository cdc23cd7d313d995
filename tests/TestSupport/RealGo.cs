using System.Text.Json;
using GoDockerTasks.Io;
using GoDockerTasks.Modules;

namespace GoDockerTasks.TestSupport;

/// <summary>The real <c>go</c> command, with a module cache of its own for each call: what it needs, it has to ask for.</summary>
public static class RealGo
{
    // A package compiled once is found again wherever its module lies.
    private const string Flags = "-modcacherw -trimpath";

    /// <summary>Runs commands one after the other; they share the module cache, which is empty at first.</summary>
    /// <returns>What the last one printed on standard output.</returns>
    /// <exception cref="InvalidOperationException">One failed; it says what it printed.</exception>
    public static Task<string> RunAsync(string directory, string goProxy, params string[] commands) =>
        RunAsync([Programs.Require("go")], directory, goProxy, commands);

    /// <summary>Does the same where there is no network at all, not even loopback.</summary>
    public static Task<string> RunWithoutNetworkAsync(string directory, string goProxy, params string[] commands) =>
        RunAsync([Programs.Require("unshare"), "--map-root-user", "--net", Programs.Require("go")], directory, goProxy, commands);

    /// <summary>Lets Go download module versions, and says what it thinks of each: its hash, or the error.</summary>
    public static async Task<IReadOnlyList<(string? Hash, string? Error)>> DownloadAsync(string goProxy, IReadOnlyList<ModuleVersion> modules)
    {
        using var folder = new TempDirectory();
        using var caches = new TempDirectory();
        var result = await CaptureAsync(
            [Programs.Require("go"), "mod", "download", "-json", .. modules.Select(module => module.ToString())], folder.Path, goProxy, caches.File("mod"));
        var answers = new Dictionary<string, (string?, string?)>();
        using var json = JsonDocument.Parse($"[{result.Output.Replace("\n}\n{", "\n},{", StringComparison.Ordinal)}]");
        foreach (var answer in json.RootElement.EnumerateArray())
        {
            answers[$"{answer.GetProperty("Path")}@{answer.GetProperty("Version")}"] = (Text(answer, "Sum"), Text(answer, "Error"));
        }

        return [.. modules.Select(module => answers[module.ToString()])];
    }

    /// <summary>Gives a folder as the whole GOPROXY list.</summary>
    public static string Only(string folder) => new Uri(folder).AbsoluteUri;

    private static async Task<string> RunAsync(string[] go, string directory, string goProxy, string[] commands)
    {
        using var caches = new TempDirectory();
        var output = "";
        foreach (var command in commands)
        {
            var result = await CaptureAsync([.. go, .. command.Split(' ')], directory, goProxy, caches.File("mod"));
            output = result.Succeeded
                ? result.Output
                : throw new InvalidOperationException($"go {command} in {directory} said {result.Output}{result.Error}");
        }

        return output;
    }

    private static Task<ProcessOutput> CaptureAsync(string[] command, string directory, string goProxy, string moduleCache) =>
        new ProcessRunner(TimeProvider.System).CaptureAsync(
            new ProcessSpec(command[0], command[1..])
            {
                WorkingDirectory = directory,
                Environment = new Dictionary<string, string?>
                {
                    ["GOPROXY"] = goProxy,
                    ["GOMODCACHE"] = moduleCache,
                    ["GOFLAGS"] = Flags,
                    ["GOTOOLCHAIN"] = "local",
                    ["GOENV"] = "off",
                    ["GOWORK"] = null,
                    ["GOSUMDB"] = "off",
                    ["CGO_ENABLED"] = "0",
                },
            },
            CancellationToken.None);

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
