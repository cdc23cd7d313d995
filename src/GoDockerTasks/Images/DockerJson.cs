using System.Text.Json.Serialization;

namespace GoDockerTasks.Images;

/// <summary>The parts of docker's JSON that are read, in docker's own spelling, made at compile time.</summary>
[JsonSerializable(typeof(DockerVersionJson))]
[JsonSerializable(typeof(ImageInspectJson[]))]
[JsonSerializable(typeof(SolveStatusJson))]
[JsonSerializable(typeof(BuildMetadataJson))]
internal sealed partial class DockerJson : JsonSerializerContext;

internal sealed record DockerVersionJson(DockerVersionJson.Part? Client, DockerVersionJson.Part? Server)
{
    public sealed record Part(string? Version, string? Os, string? Arch, string? Context, Component[]? Components);

    public sealed record Component(string? Name);
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
    public Vertex[] Vertexes { get; init; } = [];

    [JsonPropertyName("statuses")]
    public Status[] Statuses { get; init; } = [];

    [JsonPropertyName("logs")]
    public Log[] Logs { get; init; } = [];

    [JsonPropertyName("warnings")]
    public Warning[] Warnings { get; init; } = [];

    public sealed record Vertex
    {
        [JsonPropertyName("digest")]
        public string Digest { get; init; } = "";

        [JsonPropertyName("name")]
        public string Name { get; init; } = "";

        [JsonPropertyName("started")]
        public DateTimeOffset? Started { get; init; }

        [JsonPropertyName("completed")]
        public DateTimeOffset? Completed { get; init; }

        [JsonPropertyName("cached")]
        public bool Cached { get; init; }

        [JsonPropertyName("error")]
        public string? Error { get; init; }
    }

    public sealed record Status
    {
        [JsonPropertyName("id")]
        public string Id { get; init; } = "";

        [JsonPropertyName("vertex")]
        public string Vertex { get; init; } = "";

        [JsonPropertyName("current")]
        public long Current { get; init; }

        [JsonPropertyName("total")]
        public long Total { get; init; }

        [JsonPropertyName("started")]
        public DateTimeOffset? Started { get; init; }

        [JsonPropertyName("completed")]
        public DateTimeOffset? Completed { get; init; }
    }

    public sealed record Log
    {
        [JsonPropertyName("vertex")]
        public string Vertex { get; init; } = "";

        [JsonPropertyName("stream")]
        public int Stream { get; init; }

        [JsonPropertyName("data")]
        public byte[] Data { get; init; } = [];

        [JsonPropertyName("timestamp")]
        public DateTimeOffset Timestamp { get; init; }
    }

    public sealed record Warning
    {
        [JsonPropertyName("short")]
        public byte[] Short { get; init; } = [];

        [JsonPropertyName("url")]
        public string? Url { get; init; }

        [JsonPropertyName("range")]
        public Range[]? Ranges { get; init; }
    }

    public sealed record Range
    {
        [JsonPropertyName("start")]
        public Position? Start { get; init; }
    }

    public sealed record Position
    {
        [JsonPropertyName("line")]
        public int Line { get; init; }
    }
}

internal sealed record BuildMetadataJson
{
    [JsonPropertyName("containerimage.digest")]
    public string? Digest { get; init; }

    [JsonPropertyName("containerimage.config.digest")]
    public string? ConfigDigest { get; init; }
}
