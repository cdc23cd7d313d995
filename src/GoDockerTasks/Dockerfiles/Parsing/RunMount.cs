using GoDockerTasks.Io;

namespace GoDockerTasks.Dockerfiles.Parsing;

/// <summary>A <c>--mount</c> of a RUN.</summary>
/// <param name="Fields">The fields in lower case, the short names replaced by the long ones.</param>
public sealed record RunMount(IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>Gets the type.</summary>
    /// <value>The default is <c>bind</c>.</value>
    public string Type => Fields.GetValueOrDefault("type", "bind").ToLowerInvariant();

    /// <summary>Gets the place in the container, as written; null when it is not said.</summary>
    public string? Target => Fields.GetValueOrDefault("target");

    /// <summary>Gets the place it comes from; null when it is not said.</summary>
    public string? Source => Fields.GetValueOrDefault("source");

    /// <summary>Gets the stage, image or context it comes from; null when it is not said.</summary>
    public string? From => Fields.GetValueOrDefault("from");

    internal static RunMount Parse(string value)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in CsvLine.Fields(value))
        {
            var equals = field.IndexOf('=', StringComparison.Ordinal);
            var name = (equals < 0 ? field : field[..equals]).Trim().ToLowerInvariant();
            name = name switch { "src" => "source", "dst" or "destination" => "target", "ro" => "readonly", _ => name };
            fields[name] = equals < 0 ? "" : field[(equals + 1)..];
        }

        return new(fields);
    }
}
