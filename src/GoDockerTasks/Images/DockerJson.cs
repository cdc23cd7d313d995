using System.Text.Json.Serialization;

namespace GoDockerTasks.Images;

/// <summary>The parts of docker's JSON that are read, in docker's own spelling, made at compile time.</summary>
/// <remarks>The properties can be set: with <c>init</c>, code made at compile time overwrites the defaults of what is missing.</remarks>
[JsonSerializable(typeof(DockerVersionJson))]
[JsonSerializable(typeof(ImageInspectJson[]))]
[JsonSerializable(typeof(SolveStatusJson))]
[JsonSerializable(typeof(BuildMetadataJson))]
[JsonSerializable(typeof(GoDownloadJson))]
[JsonSerializable(typeof(DockerInfoJson))]
internal sealed partial class DockerJson : JsonSerializerContext;

internal sealed record DockerVersionJson(DockerVersionJson.Part? Client, DockerVersionJson.Part? Server)
{
    public sealed record Part(string? Version, string? Os, string? Arch, string? Context, Component[]? Components);

    public sealed record Component(string? Name);
}

internal sealed record DockerInfoJson(string? HttpProxy, string? HttpsProxy, string? DockerRootDir, DockerInfoJson.Registries? RegistryConfig)
{
    public sealed record Registries(IReadOnlyList<string>? Mirrors);
}

internal sealed record ImageInspectJson(
    string Id, string[]? RepoTags, string[]? RepoDigests, ImageInspectJson.ConfigJson? Config, string? Architecture, string? Os, long Size)
{
    public sealed record ConfigJson(string? User, string[]? Env, Dictionary<string, string>? Labels);
}

/// <summary>One message of <c>--progress=rawjson</c> (BuildKit's <c>client/graph.go</c>).</summary>
internal sealed record SolveStatusJson
{
    [JsonPropertyName("vertexes")]
    public Vertex[] Vertexes { get; set; } = [];

    [JsonPropertyName("statuses")]
    public Status[] Statuses { get; set; } = [];

    [JsonPropertyName("logs")]
    public Log[] Logs { get; set; } = [];

    [JsonPropertyName("warnings")]
    public Warning[] Warnings { get; set; } = [];

    public sealed record Vertex
    {
        [JsonPropertyName("digest")]
        public string Digest { get; set; } = "";

        [JsonPropertyName("name")]
        public string Name { get; set; } = "";

        [JsonPropertyName("started")]
        public DateTimeOffset? Started { get; set; }

        [JsonPropertyName("completed")]
        public DateTimeOffset? Completed { get; set; }

        [JsonPropertyName("cached")]
        public bool Cached { get; set; }

        [JsonPropertyName("error")]
        public string? Error { get; set; }
    }

    public sealed record Status
    {
        [JsonPropertyName("id")]
        public string Id { get; set; } = "";

        [JsonPropertyName("vertex")]
        public string Vertex { get; set; } = "";

        [JsonPropertyName("current")]
        public long Current { get; set; }

        [JsonPropertyName("total")]
        public long Total { get; set; }

        [JsonPropertyName("started")]
        public DateTimeOffset? Started { get; set; }

        [JsonPropertyName("completed")]
        public DateTimeOffset? Completed { get; set; }
    }

    public sealed record Log
    {
        [JsonPropertyName("vertex")]
        public string Vertex { get; set; } = "";

        [JsonPropertyName("stream")]
        public int Stream { get; set; }

        [JsonPropertyName("data")]
        public byte[] Data { get; set; } = [];

        [JsonPropertyName("timestamp")]
        public DateTimeOffset Timestamp { get; set; }
    }

    public sealed record Warning
    {
        [JsonPropertyName("short")]
        public byte[] Short { get; set; } = [];

        [JsonPropertyName("url")]
        public string? Url { get; set; }

        [JsonPropertyName("range")]
        public Range[]? Ranges { get; set; }
    }

    public sealed record Range
    {
        [JsonPropertyName("start")]
        public Position? Start { get; set; }
    }

    public sealed record Position
    {
        [JsonPropertyName("line")]
        public int Line { get; set; }
    }
}

internal sealed record BuildMetadataJson
{
    [JsonPropertyName("containerimage.digest")]
    public string? Digest { get; set; }

    [JsonPropertyName("containerimage.config.digest")]
    public string? ConfigDigest { get; set; }
}

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
