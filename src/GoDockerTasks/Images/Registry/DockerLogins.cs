using System.Text;
using System.Text.Json;
using GoDockerTasks.Errors;
using GoDockerTasks.Io;

namespace GoDockerTasks.Images.Registry;

/// <summary>Finds what <c>docker login</c> has left for a registry.</summary>
/// <param name="processes">Runs credential helpers.</param>
/// <param name="config">The path of the docker client's config.json, whether it exists or not.</param>
/// <remarks>
/// https://docs.docker.com/reference/cli/docker/login/: a helper of the registry's own (<c>credHelpers</c>) comes first, then the store of all
/// (<c>credsStore</c>), then the file itself (<c>auths</c>). Helpers are programs named <c>docker-credential-NAME</c>.
/// </remarks>
internal sealed class DockerLogins(IProcessRunner processes, string config)
{
    // Docker Hub's key in config.json, from the days of its first protocol.
    private const string HubKey = "https://index.docker.io/v1/";

    // What helpers say in place of a user when the secret is an identity token.
    private const string TokenUser = "<token>";

    /// <summary>Finds the login of a registry.</summary>
    /// <param name="registry">The registry as it stands in references, such as <c>docker.io</c>.</param>
    /// <param name="cancellationToken">Ends a helper.</param>
    /// <returns>The login; null where there is none, or none that can be read.</returns>
    public async Task<RegistryLogin?> FindAsync(string registry, CancellationToken cancellationToken)
    {
        var key = registry == "docker.io" ? HubKey : registry;
        try
        {
            if (!File.Exists(config))
            {
                return null;
            }

            using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(config, cancellationToken));
            var root = json.RootElement;
            return (root.Property("credHelpers").Text(key) ?? root.Text("credsStore")) is { Length: > 0 } helper
                ? await AskAsync(helper, key, cancellationToken)
                : InFile(root.Property("auths"), key);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or FormatException)
        {
            // docker says itself what is wrong with its file.
            return null;
        }
    }

    private async Task<RegistryLogin?> AskAsync(string helper, string key, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await processes.CaptureAsync(
                new($"docker-credential-{helper}", ["get"]) { StandardInput = key }, cancellationToken);
            if (!answer.Succeeded)
            {
                return null;
            }

            using var json = JsonDocument.Parse(answer.Output);
            return Login(json.RootElement.Text("Username"), json.RootElement.Text("Secret"));
        }
        catch (GoDockerException e) when (e.Kind == ErrorKinds.ProgramNotStarted)
        {
            return null;
        }
    }

    private static RegistryLogin? InFile(JsonElement auths, string key)
    {
        var entry = new[] { key, $"https://{key}", $"https://{key}/v1/", $"https://{key}/v2/", $"http://{key}" }
            .Select(name => auths.Property(name))
            .FirstOrDefault(found => found.ValueKind == JsonValueKind.Object);
        if (entry.Text("identitytoken") is { Length: > 0 } token)
        {
            return new(null, token);
        }

        if (entry.Text("auth") is { Length: > 0 } auth
            && Encoding.UTF8.GetString(Convert.FromBase64String(auth)).Split(':', 2) is [var user, var password])
        {
            return Login(user, password.TrimEnd('\0'));
        }

        return Login(entry.Text("username"), entry.Text("password"));
    }

    private static RegistryLogin? Login(string? user, string? secret) =>
        string.IsNullOrEmpty(secret) ? null : new(user is TokenUser or "" ? null : user, secret);
}
