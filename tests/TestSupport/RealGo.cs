using GoDockerTasks.Io;

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

    /// <summary>Gives a folder as the whole GOPROXY list.</summary>
    public static string Only(string folder) => new Uri(folder).AbsoluteUri;

    private static async Task<string> RunAsync(string[] go, string directory, string goProxy, string[] commands)
    {
        using var caches = new TempDirectory();
        var output = "";
        foreach (var command in commands)
        {
            var result = await new ProcessRunner(TimeProvider.System).CaptureAsync(
                new ProcessSpec(go[0], [.. go[1..], .. command.Split(' ')])
                {
                    WorkingDirectory = directory,
                    Environment = new Dictionary<string, string?>
                    {
                        ["GOPROXY"] = goProxy,
                        ["GOMODCACHE"] = caches.File("mod"),
                        ["GOFLAGS"] = Flags,
                        ["GOTOOLCHAIN"] = "local",
                        ["GOENV"] = "off",
                        ["GOWORK"] = null,
                        ["GOSUMDB"] = "off",
                        ["CGO_ENABLED"] = "0",
                    },
                },
                CancellationToken.None);
            output = result.Succeeded
                ? result.Output
                : throw new InvalidOperationException($"go {command} in {directory} said {result.Output}{result.Error}");
        }

        return output;
    }
}
