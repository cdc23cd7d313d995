using System.Text.Json;

namespace GoDockerTasks.Settings;

/// <summary>The docker client's configuration, as far as it is about the network.</summary>
/// <remarks>docker itself gives these proxies to builds; our own downloads use them too.</remarks>
public static class DockerClientConfig
{
    /// <summary>Gives the path of config.json.</summary>
    /// <param name="environment">The environment, for <c>DOCKER_CONFIG</c>.</param>
    /// <returns>The path, whether there is a file or not.</returns>
    public static string Path(IReadOnlyDictionary<string, string> environment) =>
        System.IO.Path.Combine(
            environment.TryGetValue("DOCKER_CONFIG", out var folder) && folder.Length > 0
                ? folder
                : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker"),
            "config.json");

    /// <summary>Reads the default proxies.</summary>
    /// <param name="path">The file; a missing or broken one has none: docker complains about that itself.</param>
    /// <returns>The proxies as <c>HTTP_PROXY</c>, <c>HTTPS_PROXY</c>, <c>NO_PROXY</c> and <c>ALL_PROXY</c>.</returns>
    public static IReadOnlyDictionary<string, string> Proxies(string path)
    {
        var proxies = new Dictionary<string, string>();
        try
        {
            if (!File.Exists(path))
            {
                return proxies;
            }

            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            if (json.RootElement.TryGetProperty("proxies", out var all) && all.TryGetProperty("default", out var defaults))
            {
                foreach (var (key, variable) in new[]
                    { ("httpProxy", "HTTP_PROXY"), ("httpsProxy", "HTTPS_PROXY"), ("noProxy", "NO_PROXY"), ("allProxy", "ALL_PROXY") })
                {
                    if (defaults.TryGetProperty(key, out var value) && value.GetString() is { Length: > 0 } text)
                    {
                        proxies[variable] = text;
                    }
                }
            }
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return proxies;
        }

        return proxies;
    }

    /// <summary>Lists the URL of every proxy in the file, whatever engine and protocol it is for: docker hands all of them to RUN steps.</summary>
    /// <param name="path">The file; a missing or broken one has none.</param>
    /// <returns>The URLs, with their credentials.</returns>
    internal static IReadOnlyList<string> ProxyUrls(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return !json.RootElement.TryGetProperty("proxies", out var engines) ? []
                : [.. engines.EnumerateObject().SelectMany(engine => engine.Value.EnumerateObject()).Select(proxy => proxy.Value.GetString()).OfType<string>()];
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return [];
        }
    }
}
