using System.Globalization;
using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Network;

namespace GoDockerTasks.Images;

/// <summary>What a build gets through the environment of docker, so that it is in no argument list.</summary>
internal static class BuildVariables
{
    private const string SecretPrefix = "GODOCKER_SECRET_";

    /// <summary>Gives the variables: the contents of our secrets, and the HTTP proxies.</summary>
    public static IReadOnlyDictionary<string, string?> For(BuildRequest request)
    {
        Dictionary<string, string?> variables = [];
        foreach (var (id, variable) in Secrets(request.Dockerfile).Where(secret => !request.SecretFiles.ContainsKey(secret.Id)))
        {
            variables[variable] = request.Dockerfile.Secrets[id];
        }

        foreach (var (name, value) in Proxies(request.Network))
        {
            variables[name] = value;
        }

        if (request.Settings.Build.SourceDateEpoch is { } epoch)
        {
            variables["SOURCE_DATE_EPOCH"] = epoch.ToString(CultureInfo.InvariantCulture);
        }

        return variables;
    }

    /// <summary>Gives each of our secrets with the variable that carries it.</summary>
    public static IEnumerable<(string Id, string Variable)> Secrets(DockerfilePlan dockerfile) =>
        dockerfile.Secrets.Keys.Order(StringComparer.Ordinal).Select((id, number) => (id, $"{SecretPrefix}{number + 1}"));

    /// <summary>Gives our secrets in docker's own form: a line of CSV, in which a path is quoted, because it may hold a comma.</summary>
    /// <param name="request">What to build.</param>
    /// <param name="place">Writes a path as it has to stand between quotes.</param>
    public static IEnumerable<string> SecretArguments(BuildRequest request, Func<string, string> place) => Secrets(request.Dockerfile)
        .Select(secret => request.SecretFiles.TryGetValue(secret.Id, out var file)
            ? $"id={secret.Id},\"src={place(file)}\""
            : $"id={secret.Id},env={secret.Variable}");

    /// <summary>Gives the predefined build args for HTTP proxies.</summary>
    /// <remarks>Both spellings: curl reads http_proxy in lower case only. None of them enters a cache key or the image's history.</remarks>
    public static IEnumerable<(string Name, string Value)> Proxies(NetworkPlan network)
    {
        foreach (var (name, value) in new[]
                 {
                     ("HTTP_PROXY", network.HttpProxy), ("HTTPS_PROXY", network.HttpsProxy), ("NO_PROXY", network.NoProxy),
                     ("ALL_PROXY", network.AllProxy),
                 })
        {
            if (!string.IsNullOrEmpty(value))
            {
                yield return (name, value);
                yield return (name.ToLowerInvariant(), value);
            }
        }
    }
}
