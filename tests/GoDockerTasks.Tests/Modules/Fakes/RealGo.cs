using GoDockerTasks.Io;

namespace GoDockerTasks.Tests.Modules.Fakes;

/// <summary>The real <c>go</c> command, with a module cache of its own for each call: what it needs, it has to ask for.</summary>
internal static class RealGo
{
    public static async Task RunAsync(string directory, string goProxy, string command)
    {
        using var caches = new TempDirectory();
        var result = await new ProcessRunner(TimeProvider.System).CaptureAsync(
            new ProcessSpec("go", command.Split(' '))
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
        result.Succeeded.Should().BeTrue("go {0} in {1} said {2}{3}", command, directory, result.Output, result.Error);
    }

    /// <summary>Gives a folder as the whole GOPROXY list.</summary>
    public static string Only(string folder) => new Uri(folder).AbsoluteUri;
}
