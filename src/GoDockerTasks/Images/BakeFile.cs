using System.Text.Json;
using System.Text.Json.Nodes;

namespace GoDockerTasks.Images;

/// <summary>Writes a build as a file for <c>docker buildx bake</c>, which build-push-action and others read, too.</summary>
/// <remarks>See https://docs.docker.com/build/bake/reference/. What bake has no word for is left out: it is in <c>command.sh</c>.</remarks>
internal static class BakeFile
{
    /// <summary>Gives the file's text.</summary>
    /// <param name="request">What to build.</param>
    /// <param name="dockerfile">The full path of the Dockerfile as it is built.</param>
    /// <param name="secrets">Our secrets, in docker's own form.</param>
    public static string For(BuildRequest request, string dockerfile, IEnumerable<string> secrets)
    {
        var settings = request.Settings;
        var options = settings.Build;
        var args = BuildxArguments.BuildArgs(request).ToArray();
        var target = new JsonObject
        {
            ["context"] = settings.Context,
            ["dockerfile"] = dockerfile,
            ["tags"] = List(request.References.Order(StringComparer.Ordinal)),
            ["labels"] = Map(settings.Labels.Select(label => (label.Key, Escaped(label.Value)))),
            ["annotations"] = List(options.Annotations.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")),
            ["target"] = settings.Stage,
            ["platforms"] = List(settings.Platforms),
            ["args"] = Map(args.Select(argument => (argument.Name, argument.Value is null ? $"${{{argument.Name}}}" : Escaped(argument.Value)))),
            ["contexts"] = Map(BuildxArguments.Contexts(request).Select(context => (context.Name, Escaped(context.Place)))),
            ["secret"] = List(secrets.Concat(settings.Secrets)),
            ["ssh"] = List(settings.Ssh),
            ["network"] = BuildxArguments.NetworkMode(settings.RunNetwork),
            ["cache-from"] = List(options.CacheFrom),
            ["cache-to"] = List(options.CacheTo),
            ["attest"] = List(options.Attestations),
            ["output"] = List(options.Outputs),
            ["no-cache-filter"] = List(options.NoCacheFilter),
            ["shm-size"] = options.ShmSize,
            ["ulimits"] = List(options.Ulimits),
            ["no-cache"] = options.NoCache ? true : null,
            ["pull"] = options.Pull ? true : null,
        };
        foreach (var name in target.Where(property => IsEmpty(property.Value)).Select(property => property.Key).ToArray())
        {
            target.Remove(name);
        }

        var file = new JsonObject { ["variable"] = Variables(args), ["target"] = new JsonObject { ["default"] = target } };
        return file.ToJsonString(new JsonSerializerOptions(JsonSerializerOptions.Default) { WriteIndented = true }) + "\n";
    }

    // A build arg without a value is taken from the environment, which in bake takes a variable of that name.
    private static JsonObject Variables(IEnumerable<(string Name, string? Value)> args) =>
        new(args.Where(argument => argument.Value is null)
            .Select(argument => KeyValuePair.Create<string, JsonNode?>(argument.Name, new JsonObject { ["default"] = "" })));

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
