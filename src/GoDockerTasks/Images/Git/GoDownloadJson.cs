using System.Text.Json.Serialization;

namespace GoDockerTasks.Images;

/// <summary>The serializer for what Go prints, made at compile time.</summary>
[JsonSerializable(typeof(GoDownloadJson))]
internal sealed partial class GoJson : JsonSerializerContext;

/// <summary>One module of <c>go mod download -json</c>: https://go.dev/ref/mod#go-mod-download.</summary>
internal sealed record GoDownloadJson
{
    [JsonPropertyName("Path")]
    public string Path { get; set; } = "";

    [JsonPropertyName("Version")]
    public string? Version { get; set; }

    [JsonPropertyName("Query")]
    public string? Query { get; set; }

    [JsonPropertyName("Error")]
    public string? Error { get; set; }
}
