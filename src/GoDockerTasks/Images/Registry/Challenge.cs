using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace GoDockerTasks.Images.Registry;

/// <summary>What a registry wants to see before it answers: RFC 9110 section 11.6.1, and the token protocol of the distribution project.</summary>
/// <param name="Scheme"><c>Basic</c> or <c>Bearer</c>.</param>
/// <param name="Realm">Where a token is got; null for Basic.</param>
/// <param name="Service">The name of the registry's service.</param>
/// <param name="Scope">What the token must allow; null where the registry does not say.</param>
internal sealed partial record Challenge(string Scheme, Uri? Realm, string? Service, string? Scope)
{
    /// <summary>Reads the challenges of an answer, and takes the first that can be met.</summary>
    public static Challenge? Of(HttpResponseHeaders headers) =>
        headers.WwwAuthenticate.Select(Read).FirstOrDefault(challenge => challenge is not null);

    private static Challenge? Read(AuthenticationHeaderValue header)
    {
        if (header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
        {
            return new("Basic", null, null, null);
        }

        var parameters = Parameter().Matches(header.Parameter ?? "")
            .DistinctBy(match => match.Groups["name"].Value, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value, StringComparer.OrdinalIgnoreCase);

        return header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            && Uri.TryCreate(parameters.GetValueOrDefault("realm"), UriKind.Absolute, out var realm)
            && realm.Scheme is "https" or "http"
                ? new("Bearer", realm, parameters.GetValueOrDefault("service"), parameters.GetValueOrDefault("scope"))
                : null;
    }

    [GeneratedRegex(@"(?<name>[A-Za-z]+)=(?:""(?<value>[^""]*)""|(?<value>[^,\s]+))", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
