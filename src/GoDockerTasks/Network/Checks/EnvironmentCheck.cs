using GoDockerTasks.Checks;
using GoDockerTasks.Errors;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Network.Checks;

/// <summary>Settings and environment: what is not valid, and what does not do what it looks like.</summary>
/// <param name="settings">The settings, as far as they are valid.</param>
/// <param name="problems">What is wrong with them.</param>
/// <param name="environment">The environment variables.</param>
internal sealed class EnvironmentCheck(
    ServiceSettings settings, IReadOnlyList<SettingProblem> problems, IReadOnlyDictionary<string, string> environment) : ICheck
{
    private static readonly string[] ProxyVariables = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"];
    private static readonly char[] Separators = [',', ';', ' '];

    private const int MostShown = 200;

    /// <inheritdoc />
    public string Name => "settings";

    /// <inheritdoc />
    public TimeSpan Deadline => TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        List<Finding> findings =
        [
            .. problems.Select(problem => Finding.Broken(problem.Text, "change the value where it is set", ExitCode.Settings)),
            .. Spellings(),
            .. AllProxy(),
            .. Exceptions(),
            .. Loopback(),
            .. Unknown(),
        ];
        return Task.FromResult<IReadOnlyList<Finding>>(findings.Count > 0 ? findings : [Finding.Ok(Summary())]);
    }

    private string Summary()
    {
        string Shown(string key, string? value, string name) => value is null ? $"{name} not set"
            : $"{name} {ProxyAddress.WithoutCredentials(value)}{(settings.Origins.GetValueOrDefault(key) is { } origin ? $" ({origin})" : "")}";

        return string.Join("; ",
        [
            Shown("GoProxy", settings.GoProxy, "GOPROXY"),
            Shown("GoPrivate", settings.GoPrivate, "GOPRIVATE"),
            Shown("HttpsProxy", settings.HttpsProxy, "HTTPS_PROXY"),
        ]);
    }

    private IEnumerable<Finding> Spellings() =>
        from name in ProxyVariables
        let upper = Value(name)
        let lower = Value(name.ToLowerInvariant())
        where upper is not null && lower is not null && upper != lower
        select Finding.Warning(
            $"{name} and {name.ToLowerInvariant()} differ: Go takes the first, curl and git the second",
            $"export {name.ToLowerInvariant()}=\"${name}\"");

    private IEnumerable<Finding> AllProxy() =>
        (Value("ALL_PROXY") ?? Value("all_proxy")) is not null && settings.HttpsProxy is null
            ? [Finding.Warning("ALL_PROXY is set, which curl reads and Go does not", "export HTTPS_PROXY=\"$ALL_PROXY\" HTTP_PROXY=\"$ALL_PROXY\"")]
            : [];

    private IEnumerable<Finding> Exceptions()
    {
        if (settings.NoProxy is not { } text)
        {
            yield break;
        }

        var problem = PastedText.Problem(text)
            ?? (text.Contains("://", StringComparison.Ordinal) ? "an entry with a scheme matches nothing"
                : text.Contains(';', StringComparison.Ordinal) ? "entries are separated by commas"
                : null);
        if (problem is not null)
        {
            var hosts = PastedText.Repair(text).Split(Separators, StringSplitOptions.RemoveEmptyEntries)
                .Select(host => host[(host.IndexOf("://", StringComparison.Ordinal) is var at and >= 0 ? at + 3 : 0)..].TrimEnd('/'))
                .Select(host => host[(host.LastIndexOf('@') + 1)..]);
            var shown = ProxyAddress.WithoutCredentialsOf(text);
            yield return Finding.Warning(
                $"NO_PROXY is '{(shown.Length > MostShown ? shown[..MostShown] + "…" : shown)}': {problem}", $"export NO_PROXY={string.Join(',', hosts)}");
        }
    }

    // In a container 127.0.0.1 is the container itself.
    private IEnumerable<Finding> Loopback() =>
        settings.RunNetwork != RunNetwork.Host
        && (settings.HttpsProxy ?? settings.HttpProxy) is { } proxy
        && Uri.TryCreate(proxy.Contains("://", StringComparison.Ordinal) ? proxy : "http://" + proxy, UriKind.Absolute, out var url)
        && url.IsLoopback
            ? [Finding.Warning(
                $"the HTTP proxy {ProxyAddress.WithoutCredentials(proxy)} is on this machine's loopback, which RUN steps do not see",
                $"let it listen on the bridge and set http://172.17.0.1:{url.Port}, or use --godocker_runnetwork=host")]
            : [];

    private IEnumerable<Finding> Unknown() =>
        Value("GONOSUMCHECK") is not null
            ? [Finding.Warning("GONOSUMCHECK is set, which Go does not know", "unset GONOSUMCHECK; what is meant is GONOSUMDB=PATTERNS")]
            : [];

    private string? Value(string name) => environment.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}
