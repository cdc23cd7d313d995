using System.Text.Json;

namespace GoDockerTasks.Tests.Dockerfiles.Linting;

/// <summary>What SARIF 2.1.0 says of the objects that Lint writes.</summary>
/// <remarks>
/// By chapter 3 of https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. Its schema closes every object: a property that is not
/// named here is a fault, too.
/// </remarks>
internal static class SarifShape
{
    private const string Level = "none|note|warning|error";

    // name! is required; type[] is an array of it; a|b is a choice of strings.
    private static readonly Dictionary<string, string> Objects = new()
    {
        ["sarifLog"] = "$schema:uri version!:2.1.0 runs!:run[]",
        ["run"] = "tool!:tool results:result[] columnKind:utf16CodeUnits|unicodeCodePoints",
        ["tool"] = "driver!:toolComponent",
        ["toolComponent"] = "name!:text version:text semanticVersion:text informationUri:uri rules:reportingDescriptor[]",
        ["reportingDescriptor"] =
            "id!:text name:text shortDescription:multiformat fullDescription:multiformat help:multiformat helpUri:uri defaultConfiguration:reportingConfiguration",
        ["multiformat"] = "text!:text markdown:text",
        ["reportingConfiguration"] = $"level:{Level}",
        ["result"] = $"message!:message ruleId:text ruleIndex:index level:{Level} locations:location[] suppressions:suppression[]",
        ["message"] = "text!:text markdown:text",
        ["location"] = "physicalLocation:physicalLocation",
        ["physicalLocation"] = "artifactLocation!:artifactLocation region:region",
        ["artifactLocation"] = "uri!:uriReference",
        ["region"] = "startLine!:line endLine:line startColumn:line endColumn:line",
        ["suppression"] = "kind!:inSource|external justification:text",
    };

    /// <summary>Gives what is wrong with a log, each with its place.</summary>
    public static IEnumerable<string> Faults(JsonElement log) => Check(log, "sarifLog", "");

    private static IEnumerable<string> Check(JsonElement value, string type, string place)
    {
        if (type.EndsWith("[]", StringComparison.Ordinal))
        {
            return value.ValueKind == JsonValueKind.Array
                ? value.EnumerateArray().SelectMany((item, index) => Check(item, type[..^2], $"{place}[{index}]"))
                : [$"{place} is no array"];
        }

        return Objects.TryGetValue(type, out var properties) ? CheckObject(value, properties, place)
            : IsSimple(value, type) ? []
            : [$"{place} is {value.GetRawText()}, not {type}"];
    }

    private static IEnumerable<string> CheckObject(JsonElement value, string properties, string place)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return [$"{place} is no object"];
        }

        var types = properties.Split(' ').Select(property => property.Split(':', 2)).ToDictionary(pair => pair[0].TrimEnd('!'), pair => pair[1]);
        var required = properties.Split(' ').Where(property => property.Contains("!:")).Select(property => property[..property.IndexOf('!')]);
        return required.Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{place}.{name} is missing")
            .Concat(value.EnumerateObject().SelectMany(property => types.TryGetValue(property.Name, out var type)
                ? Check(property.Value, type, $"{place}.{property.Name}")
                : [$"{place}.{property.Name} is not allowed"]));
    }

    private static bool IsSimple(JsonElement value, string type) => type switch
    {
        "text" => value.ValueKind == JsonValueKind.String && value.GetString()!.Length > 0,
        "uri" => value.ValueKind == JsonValueKind.String && Uri.IsWellFormedUriString(value.GetString(), UriKind.Absolute),
        "uriReference" => value.ValueKind == JsonValueKind.String && Uri.IsWellFormedUriString(value.GetString(), UriKind.RelativeOrAbsolute),
        "index" => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var index) && index >= -1,
        "line" => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var line) && line >= 1,
        _ => value.ValueKind == JsonValueKind.String && type.Split('|').Contains(value.GetString()),
    };
}
