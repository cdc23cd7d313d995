using GoDockerTasks.Io;
using GoDockerTasks.Network;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Pipeline;

/// <summary>Finds the values that nobody may read in a log.</summary>
internal static class RunSecrets
{
    // Names under which people keep credentials; paths to them are no secrets.
    private static readonly string[] SecretNames = ["TOKEN", "PASSWORD", "PASSWD", "SECRET", "APIKEY", "API_KEY", "PRIVATE_KEY", "ACCESS_KEY"];

    // Shorter ones are switches and counts: masking "true" would make every log unreadable.
    private const int ShortestVariable = 8;

    /// <summary>
    /// Lists the secrets of a run: in proxy URLs, those that only docker or a tool in a RUN reads included, and git's rewritten ones, in netrc, in
    /// files and variables given as BuildKit secrets, in build args.
    /// </summary>
    public static IEnumerable<string> Of(ServiceSettings settings, IReadOnlyDictionary<string, string> environment)
    {
        var urls = new[] { settings.GoProxy, settings.HttpProxy, settings.HttpsProxy, settings.AllProxy, settings.AptMirror, settings.ApkMirror }
            .Concat(settings.RegistryMirrors.Values.SelectMany(mirrors => mirrors))
            .OfType<string>()
            .SelectMany(ProxyAddress.Credentials);
        var others = environment
            .Where(variable => variable.Key.EndsWith("PROXY", StringComparison.OrdinalIgnoreCase))
            .Select(variable => variable.Value)
            .Concat(DockerClientConfig.ProxyUrls(DockerClientConfig.Path(environment)))
            .SelectMany(ProxyAddress.Credentials);
        var git = GitUrlRules.Read(settings.GitConfigFile).Urls
            .Where(url => url.StartsWith("http", StringComparison.OrdinalIgnoreCase))
            .SelectMany(ProxyAddress.Credentials);
        var netrc = Netrc.Read(settings.NetrcFile).Passwords;
        var variables = environment
            .Where(variable => SecretNames.Any(name => variable.Key.Contains(name, StringComparison.OrdinalIgnoreCase))
                && variable.Value.Length >= ShortestVariable && !File.Exists(variable.Value))
            .Select(variable => variable.Value);
        var buildArgs = settings.BuildArgs
            .Where(argument => SecretNames.Any(name => argument.Key.Contains(name, StringComparison.OrdinalIgnoreCase)))
            .Select(argument => argument.Value ?? environment.GetValueOrDefault(argument.Key) ?? "");

        return [.. urls, .. others, .. git, .. netrc, .. variables, .. buildArgs, .. settings.Secrets.SelectMany(secret => ValuesOf(secret, environment))];
    }

    private static IEnumerable<string> ValuesOf(string secret, IReadOnlyDictionary<string, string> environment)
    {
        var fields = secret.Split(',')
            .Select(field => field.Split('=', 2))
            .Where(field => field.Length == 2)
            .ToDictionary(field => field[0].Trim(), field => field[1].Trim());
        if (fields.TryGetValue("env", out var variable) && environment.TryGetValue(variable, out var value))
        {
            yield return value;
        }

        // A key or a netrc is shown line by line, so each line is a secret.
        if ((fields.GetValueOrDefault("src") ?? fields.GetValueOrDefault("source")) is { } path && File.Exists(path))
        {
            foreach (var line in File.ReadLines(path).Take(1000))
            {
                yield return line.Trim();
            }
        }
    }
}
