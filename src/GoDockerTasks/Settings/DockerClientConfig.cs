using System.Text.Json;
using GoDockerTasks.Io;

namespace GoDockerTasks.Settings;

/// <summary>The docker client's configuration, as far as it is about the network.</summary>
/// <remarks>docker itself gives these proxies to builds; our own downloads use them too.</remarks>
public static class DockerClientConfig
{
    /// <summary>Gives the path of config.json.</summary>
    /// <param name="environment">The environment, for <c>DOCKER_CONFIG</c>.</param>
    /// <returns>The path, whether there is a file or not.</returns>
    public static string Path(IReadOnlyDictionary<string, string> environment) =>
        System.IO.Path.Combine(Folder(environment.GetValueOrDefault), "config.json");

    /// <summary>Gives the client's folder, which may not be there: a home that is missing must not become the working directory.</summary>
    /// <param name="environment">Gives a variable of the environment, or null.</param>
    internal static string Folder(Func<string, string?> environment) =>
        environment("DOCKER_CONFIG") is { Length: > 0 } folder ? folder
        : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify), ".docker");

    /// <summary>Reads the default proxies.</summary>
    /// <param name="path">The file; a missing or broken one has none: docker complains about that itself.</param>
    /// <returns>The proxies as <c>HTTP_PROXY</c>, <c>HTTPS_PROXY</c>, <c>NO_PROXY</c> and <c>ALL_PROXY</c>.</returns>
    public static IReadOnlyDictionary<string, string> Proxies(string path)
    {
        var proxies = new Dictionary<string, string>();
        Read(path, root =>
        {
            var defaults = root.Property("proxies").Property("default");
            foreach (var (key, variable) in new[]
                { ("httpProxy", "HTTP_PROXY"), ("httpsProxy", "HTTPS_PROXY"), ("noProxy", "NO_PROXY"), ("allProxy", "ALL_PROXY") })
            {
                if (defaults.Text(key) is { Length: > 0 } text)
                {
                    proxies[variable] = text;
                }
            }
        });
        return proxies;
    }

    /// <summary>Lists the URL of every proxy in the file, whatever engine and protocol it is for: docker hands all of them to RUN steps.</summary>
    /// <param name="path">The file; a missing or broken one has none.</param>
    /// <returns>The URLs, with their credentials.</returns>
    internal static IReadOnlyList<string> ProxyUrls(string path)
    {
        List<string> urls = [];
        Read(path, root =>
        {
            if (root.TryGetProperty("proxies", out var engines))
            {
                urls.AddRange(engines.EnumerateObject().SelectMany(engine => engine.Value.EnumerateObject()).Select(proxy => proxy.Value.GetString()).OfType<string>());
            }
        });
        return urls;
    }

    /// <summary>Lists the credential helpers in the file, those of single registries included.</summary>
    /// <param name="path">The file; a missing or broken one has none.</param>
    /// <returns>What follows <c>docker-credential-</c> in the names of the programs.</returns>
    internal static IReadOnlyList<string> CredentialHelpers(string path)
    {
        List<string> names = [];
        Read(path, root =>
        {
            if (root.Text("credsStore") is { Length: > 0 } store)
            {
                names.Add(store);
            }

            if (root.TryGetProperty("credHelpers", out var helpers))
            {
                names.AddRange(helpers.EnumerateObject().Select(helper => helper.Value.GetString()).OfType<string>());
            }
        });
        return names;
    }

    /// <summary>Lists the folders in which docker looks for plugins before it looks in its own.</summary>
    /// <param name="path">The file; a missing or broken one has none.</param>
    /// <returns>The folders, in docker's order.</returns>
    internal static IReadOnlyList<string> PluginFolders(string path)
    {
        List<string> folders = [];
        Read(path, root => folders.AddRange(root.Texts("cliPluginsExtraDirs")));
        return folders;
    }

    // What was read before something turned out to be broken counts; docker itself says what is wrong with the file.
    private static void Read(string path, Action<JsonElement> take)
    {
        if (!File.Exists(path))
        {
            return;
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            take(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
        }
    }
}
