using System.Text.Json;
using System.Text.RegularExpressions;
using GoDockerTasks.Errors;
using GoDockerTasks.Io;
using GoDockerTasks.Network;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Images;

/// <summary>Searches an image for secrets before it leaves the machine.</summary>
/// <param name="processes">Runs docker.</param>
/// <param name="redactor">Knows the run's secrets.</param>
public sealed partial class LeakGuard(IProcessRunner processes, Redactor redactor)
{
    // Enough to see what happened; one is enough to stop.
    private const int Shown = 5;

    /// <summary>Searches config, environment, labels and history, and the layers where that is asked for; what was made on this machine alone stays here, too.</summary>
    /// <param name="reference">The image, by a name in the engine.</param>
    /// <param name="layers">Whether every layer is read, too; it takes as long as writing the image to disk.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="GoDockerException">
    /// It stands on a home-made base (<c>GDT4001</c>), holds a secret of this run, or a URL with a password in it (<c>GDT3016</c>); or docker does not answer (<c>GDT3003</c>).
    /// </exception>
    public async Task EnsureNoSecretAsync(string reference, bool layers, CancellationToken cancellationToken)
    {
        var config = await AskAsync(["image", "inspect", reference], cancellationToken);
        if (config.Contains($"\"{HomeMadeBase.Label}\"", StringComparison.Ordinal))
        {
            throw new GoDockerException(ErrorKinds.HomeMadeBase, $"{reference} has the label {HomeMadeBase.Label}: what it is built on was made on this machine");
        }

        var history = await AskAsync(["image", "history", "--no-trunc", "--format", "{{json .CreatedBy}}", reference], cancellationToken);
        List<string> found = [.. Strings(config).Concat(history.Split('\n', StringSplitOptions.RemoveEmptyEntries).SelectMany(Strings)).Where(IsSecret)];
        if (layers && found.Count == 0)
        {
            found.AddRange(await LayerSearch.FindAsync(processes, redactor, reference, cancellationToken));
        }

        if (found.Count > 0)
        {
            throw new GoDockerException(
                ErrorKinds.SecretInImage, $"{reference}:{string.Concat(found.Distinct().Take(Shown).Select(text => "\n    " + Hidden(text)))}");
        }
    }

    private async Task<string> AskAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var answer = await processes.CaptureAsync(new("docker", arguments), cancellationToken);
        return answer.Succeeded ? answer.Output : throw DockerErrors.From(answer);
    }

    private bool IsSecret(string text) =>
        redactor.Redact(text) != text || UrlWithPassword().Matches(text).Any(match => !IsPlaceholder(match.Groups[1].Value));

    // Hiding must not depend on knowing the value: a URL's password may be one that this run was never told.
    private string Hidden(string text) => ProxyAddress.WithoutCredentials(redactor.Redact(text)).ReplaceLineEndings(" ");

    // %PASSWORD% is Windows' own; %40 is how an @ is written.
    private static bool IsPlaceholder(string password) =>
        password[0] is '$' or '<' or '{' or '*' || (password.Length > 1 && password[0] == '%' && password[^1] == '%');

    private static IEnumerable<string> Strings(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. Strings(document.RootElement)];
    }

    private static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Strings(property.Value).Prepend(property.Name)),
        _ => [],
    };

    [GeneratedRegex(@"\b[a-z][a-z0-9+.-]*://[^/\s:@""']+:([^/\s@""']+)@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UrlWithPassword();
}
