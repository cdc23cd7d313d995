using GoDockerTasks.Dockerfiles.Linting.Facts;
using GoDockerTasks.Io;
using GoDockerTasks.Network;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Pipeline;

/// <summary>Finds the values that nobody may read in a log.</summary>
internal static class RunSecrets
{
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
            .Where(variable => variable.Value.Length >= ShortestVariable && !Path.Exists(variable.Value) && IsSecret(variable.Key))
            .Select(variable => variable.Value);
        var buildArgs = settings.BuildArgs
            .Where(argument => IsSecret(argument.Key))
            .Select(argument => argument.Value ?? environment.GetValueOrDefault(argument.Key) ?? "");

        return [.. urls, .. others, .. git, .. netrc, .. variables, .. buildArgs, .. settings.Secrets.SelectMany(secret => ValuesOf(secret, environment))];
    }

    // By the name alone: a value that looks like a path to a reader of Dockerfiles may be a token in base64 here.
    private static bool IsSecret(string name) => SecretNames.IsSecret(name, value: null);

    private static IEnumerable<string> ValuesOf(string secret, IReadOnlyDictionary<string, string> environment)
    {
        var fields = CsvLine.Fields(secret)
            .Select(field => field.Split('=', 2))
            .Where(field => field.Length == 2)
            .ToLookup(field => field[0].Trim(), field => field[1].Trim());
        foreach (var variable in fields["env"])
        {
            yield return environment.GetValueOrDefault(variable, "");
        }

        // A key or a netrc is shown line by line, so each line is a secret.
        foreach (var line in fields["src"].Concat(fields["source"]).Where(File.Exists).SelectMany(path => File.ReadLines(path).Take(1000)))
        {
            yield return line.Trim();
        }
    }
}
