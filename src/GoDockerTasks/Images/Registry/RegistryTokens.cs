using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using GoDockerTasks.Io;

namespace GoDockerTasks.Images.Registry;

/// <summary>Meets a registry's challenge: with the login itself, or with a token that its service gives for it.</summary>
/// <param name="http">The client.</param>
/// <param name="login">The login; null to ask as nobody.</param>
/// <remarks>
/// https://distribution.github.io/distribution/spec/auth/token/ and …/oauth/: a user and password get a token by GET, an identity token by
/// POST. A login is sent over https, or to the loopback, and nowhere else.
/// </remarks>
internal sealed class RegistryTokens(HttpMessageInvoker http, RegistryLogin? login)
{
    /// <summary>Gives the header that meets a challenge; null where nothing can.</summary>
    /// <param name="challenge">What the registry asks for.</param>
    /// <param name="scope">What is going to be done, where the challenge does not say.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task<AuthenticationHeaderValue?> MeetAsync(Challenge challenge, string scope, CancellationToken cancellationToken)
    {
        if (challenge.Realm is not { } realm)
        {
            return Basic;
        }

        using var request = login is { User: null } ? Exchange(realm, challenge, scope) : Question(realm, challenge, scope);
        using var response = await http.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            return (json.RootElement.Text("token") ?? json.RootElement.Text("access_token")) is { Length: > 0 } token
                ? new("Bearer", token)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private AuthenticationHeaderValue? Basic =>
        login is { User: { } user } ? new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{login.Secret}"))) : null;

    private HttpRequestMessage Question(Uri realm, Challenge challenge, string scope)
    {
        var query = $"service={Uri.EscapeDataString(challenge.Service ?? "")}&scope={Uri.EscapeDataString(challenge.Scope ?? scope)}";
        var separator = realm.Query.Length > 0 ? '&' : '?';
        var request = new HttpRequestMessage(HttpMethod.Get, $"{realm}{separator}{query}");
        request.Headers.Authorization = IsSafe(realm) ? Basic : null;
        return request;
    }

    private HttpRequestMessage Exchange(Uri realm, Challenge challenge, string scope) => new(HttpMethod.Post, realm)
    {
        Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["service"] = challenge.Service ?? "",
            ["client_id"] = "godockertasks",
            ["scope"] = challenge.Scope ?? scope,
            ["refresh_token"] = IsSafe(realm) ? login!.Secret : "",
        }),
    };

    private static bool IsSafe(Uri realm) => realm.Scheme == "https" || realm.IsLoopback;
}
