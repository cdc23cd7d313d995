using System.Text.Json;

namespace GoDockerTasks.Images.Checks;

/// <summary>The programs that the docker client asks for credentials, before it pulls anything: https://docs.docker.com/reference/cli/docker/login/#credential-stores.</summary>
internal static class CredentialHelpers
{
    /// <summary>Lists those that config.json names and that are not there. A file copied from a desktop into WSL or a CI image names some.</summary>
    /// <param name="config">The path of config.json; a missing or broken one names none.</param>
    /// <param name="environment">The environment, for <c>PATH</c>.</param>
    public static IReadOnlyList<string> Missing(string config, IReadOnlyDictionary<string, string> environment)
    {
        var folders = environment.GetValueOrDefault("PATH", "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] endings = ["", ".exe"];
        return
        [
            .. Named(config).Distinct().Select(name => $"docker-credential-{name}")
                .Where(program => !folders.Any(folder => endings.Any(ending => File.Exists(Path.Combine(folder, program + ending))))),
        ];
    }

    private static IReadOnlyList<string> Named(string config)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(config));
            List<string> names = [];
            if (json.RootElement.TryGetProperty("credsStore", out var store) && store.GetString() is { Length: > 0 } name)
            {
                names.Add(name);
            }

            if (json.RootElement.TryGetProperty("credHelpers", out var helpers))
            {
                names.AddRange(helpers.EnumerateObject().Select(helper => helper.Value.GetString()).OfType<string>());
            }

            return names;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            // docker itself says what is wrong with the file.
            return [];
        }
    }
}
