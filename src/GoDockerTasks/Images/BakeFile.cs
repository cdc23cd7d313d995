using System.Text.Json;
using System.Text.Json.Nodes;
using GoDockerTasks.Io;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Images;

/// <summary>Writes a build as a file for <c>docker buildx bake</c>, which bake-action and others read, too.</summary>
/// <remarks>
/// See https://docs.docker.com/build/bake/reference/. Places are variables of the file, because bake looks for relative paths where
/// it is run, and the folder may have been moved since.
/// </remarks>
internal static class BakeFile
{
    /// <summary>The variable with the full path of the build context.</summary>
    public const string ContextVariable = "GODOCKER_CONTEXT";

    /// <summary>The variable with the full path of the folder that the files of the build are in.</summary>
    public const string FilesVariable = "GODOCKER_FILES";

    /// <summary>Gives the file's text.</summary>
    /// <param name="request">What to build, with the places that it is built from.</param>
    /// <param name="dockerfile">The full path of the Dockerfile as it is built.</param>
    /// <param name="redactor">Knows the values that must not be in the file.</param>
    public static string For(BuildRequest request, string dockerfile, Redactor redactor)
    {
        var settings = request.Settings;
        var options = settings.Build;
        // A build arg that is a secret has to come from the environment, like one without a value.
        (string Name, string? Value)[] args =
            [.. BuildxArguments.BuildArgs(request).Select(argument => argument.Value is { } value && redactor.Redact(value) != value ? (argument.Name, null) : argument)];
        string Place(string text) =>
            Escaped(text).Replace(Escaped(settings.Artifacts), $"${{{FilesVariable}}}", StringComparison.Ordinal);

        // The folder's name may hold quotes, after a move as well.
        string QuotedPlace(string text) =>
            Escaped(CsvLine.Doubled(text)).Replace(
                Escaped(CsvLine.Doubled(settings.Artifacts)), $"${{replace({FilesVariable}, \"\\\"\", \"\\\"\\\"\")}}", StringComparison.Ordinal);

        var target = new JsonObject
        {
            ["context"] = $"${{{ContextVariable}}}",
            ["dockerfile"] = Place(dockerfile),
            ["tags"] = List(request.References.Order(StringComparer.Ordinal)),
            ["labels"] = Map(settings.Labels.Select(label => (label.Key, Escaped(label.Value)))),
            ["annotations"] = List(options.Annotations.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => Escaped($"{pair.Key}={pair.Value}"))),
            ["target"] = settings.Stage,
            ["platforms"] = List(settings.Platforms),
            ["args"] = Map(args.Select(argument => (argument.Name, argument.Value is null ? $"${{{argument.Name}}}" : Escaped(argument.Value)))
                .Concat(options.SourceDateEpoch is { } epoch ? [("SOURCE_DATE_EPOCH", $"{epoch}")] : [])),
            ["contexts"] = Map(BuildxArguments.Contexts(request).Select(context => (context.Name, Place(context.Place)))),
            ["secret"] = List(BuildVariables.SecretArguments(request, QuotedPlace).Concat(settings.Secrets.Select(Place))),
            ["ssh"] = List(settings.Ssh.Select(Escaped)),
            ["network"] = BuildxArguments.NetworkMode(settings.RunNetwork),
            ["cache-from"] = List(options.CacheFrom.Select(Escaped)),
            ["cache-to"] = List(BuildxArguments.CacheTo(request).Select(Escaped)),
            ["attest"] = List([.. Attestation("provenance", options.Provenance), .. Attestation("sbom", options.Sbom), .. options.Attestations]),
            ["output"] = List(BuildxArguments.Outputs(request).Select(Escaped)),
            ["no-cache-filter"] = List(options.NoCacheFilter),
            ["shm-size"] = options.ShmSize,
            ["ulimits"] = List(options.Ulimits),
            ["no-cache"] = options.NoCache ? true : null,
            ["pull"] = BuildxArguments.Pulls(request) ? true : null,
        };
        foreach (var name in target.Where(property => IsEmpty(property.Value)).Select(property => property.Key).ToArray())
        {
            target.Remove(name);
        }

        var file = new JsonObject { ["variable"] = Variables(request, args, redactor), ["target"] = new JsonObject { ["default"] = target } };
        return redactor.Redact(file.ToJsonString(new JsonSerializerOptions(JsonSerializerOptions.Default) { WriteIndented = true })) + "\n";
    }

    /// <summary>Lists the settings that bake has no word for.</summary>
    public static IReadOnlyList<string> Lacks(BuildOptions options) =>
    [
        .. new (string Name, bool IsSet)[]
        {
            (nameof(options.Builder), options.Builder is not null),
            (nameof(options.AddHosts), options.AddHosts.Count > 0),
            (nameof(options.Allow), options.Allow.Count > 0),
            (nameof(options.CgroupParent), options.CgroupParent is not null),
            ("BuildxArguments", options.Arguments.Count > 0),
        }.Where(option => option.IsSet).Select(option => option.Name),
    ];

    // A build arg without a value is taken from the environment, which in bake takes a variable of that name.
    private static JsonObject Variables(BuildRequest request, IEnumerable<(string Name, string? Value)> args, Redactor redactor)
    {
        var proxies = BuildVariables.Proxies(request.Network).ToDictionary(proxy => proxy.Name, proxy => proxy.Value);
        string Known(string name) =>
            proxies.TryGetValue(name, out var value) && redactor.Redact(value) == value ? Escaped(value) : "";

        return new(args.Where(argument => argument.Value is null)
            .Select(argument => (argument.Name, Value: Known(argument.Name)))
            .Append((ContextVariable, Escaped(request.Settings.Context)))
            .Append((FilesVariable, Escaped(request.Settings.Artifacts)))
            .Select(variable => KeyValuePair.Create<string, JsonNode?>(variable.Item1, new JsonObject { ["default"] = variable.Item2 })));
    }

    // As buildx reads --provenance and --sbom.
    private static IEnumerable<string> Attestation(string type, string? value) => value switch
    {
        null => [],
        "true" => [$"type={type},disabled=false"],
        "false" => [$"type={type},disabled=true"],
        _ => [$"type={type},{value}"],
    };

    private static string Escaped(string text) => text.Replace("${", "$${", StringComparison.Ordinal).Replace("%{", "%%{", StringComparison.Ordinal);

    private static JsonArray List(IEnumerable<string> values) => new([.. values.Select(value => JsonValue.Create(value))]);

    private static JsonObject Map(IEnumerable<(string Name, string Value)> values) =>
        new(values.OrderBy(pair => pair.Name, StringComparer.Ordinal).Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Name, pair.Value)));

    private static bool IsEmpty(JsonNode? node) => node switch
    {
        null => true,
        JsonArray array => array.Count == 0,
        JsonObject members => members.Count == 0,
        _ => false,
    };
}
