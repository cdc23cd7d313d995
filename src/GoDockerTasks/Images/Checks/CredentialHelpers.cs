using GoDockerTasks.Settings;

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
            .. DockerClientConfig.CredentialHelpers(config).Distinct().Select(name => $"docker-credential-{name}")
                .Where(program => !folders.Any(folder => endings.Any(ending => File.Exists(Path.Combine(folder, program + ending))))),
        ];
    }
}
