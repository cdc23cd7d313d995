using System.Text.Json;
using GoDockerTasks.Io;

namespace GoDockerTasks.Images;

/// <summary>An image in the engine, as <c>docker image inspect</c> describes it.</summary>
public sealed record EngineImage
{
    /// <summary>Gets its id, such as <c>sha256:1f…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Gets its names with tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Gets its names with registry digests; empty when it was built here.</summary>
    public IReadOnlyList<string> Digests { get; init; } = [];

    /// <summary>Gets the variables of its config, as <c>NAME=value</c>.</summary>
    public IReadOnlyList<string> Env { get; init; } = [];

    /// <summary>Gets its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the user of its config; empty is root.</summary>
    public string User { get; init; } = "";

    /// <summary>Gets its size in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>Gets its platform, such as <c>linux/amd64</c>, without a variant.</summary>
    public required string Platform { get; init; }

    /// <summary>Gets the digest that a registry knows it by, or its id where no registry does.</summary>
    public string Digest => Digests.Count > 0 ? Digests[0][(Digests[0].IndexOf('@', StringComparison.Ordinal) + 1)..] : Id;

    /// <summary>Reads the answer of <c>docker image inspect</c>, an array.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    internal static IReadOnlyList<EngineImage> ReadAll(string answer)
    {
        using var document = JsonDocument.Parse(answer);
        List<EngineImage> images = [];
        foreach (var json in document.RootElement.EnumerateArray())
        {
            images.Add(Read(json));
        }

        return images;
    }

    private static EngineImage Read(JsonElement json)
    {
        var config = json.Property("Config");
        Dictionary<string, string> labels = [];
        if (config.Property("Labels") is { ValueKind: JsonValueKind.Object } found)
        {
            foreach (var label in found.EnumerateObject())
            {
                labels[label.Name] = label.Value.GetString() ?? "";
            }
        }

        return new()
        {
            Id = json.Text("Id") ?? "",
            Tags = json.Texts("RepoTags"),
            Digests = json.Texts("RepoDigests"),
            Env = config.Texts("Env"),
            Labels = labels,
            User = config.Text("User") ?? "",
            Bytes = json.Number("Size"),
            Platform = $"{json.Text("Os")}/{json.Text("Architecture")}",
        };
    }
}
