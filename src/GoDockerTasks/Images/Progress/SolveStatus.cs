using System.Text.Json;
using GoDockerTasks.Io;

namespace GoDockerTasks.Images;

/// <summary>One message of <c>--progress=rawjson</c> (BuildKit's <c>client/graph.go</c>).</summary>
internal sealed record SolveStatus
{
    /// <summary>Gets the steps that have begun or ended.</summary>
    public IReadOnlyList<Vertex> Vertexes { get; init; } = [];

    /// <summary>Gets how far the parts of steps have come, such as a layer that is pulled.</summary>
    public IReadOnlyList<Status> Statuses { get; init; } = [];

    /// <summary>Gets what steps have printed.</summary>
    public IReadOnlyList<Log> Logs { get; init; } = [];

    /// <summary>Gets what the frontend warns of.</summary>
    public IReadOnlyList<Warning> Warnings { get; init; } = [];

    /// <summary>Reads a message.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static SolveStatus Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        return new()
        {
            Vertexes = root.Items("vertexes", Vertex.Read),
            Statuses = root.Items("statuses", Status.Read),
            Logs = root.Items("logs", Log.Read),
            Warnings = root.Items("warnings", Warning.Read),
        };
    }

    public sealed record Vertex
    {
        public string Digest { get; init; } = "";

        public string Name { get; init; } = "";

        public DateTimeOffset? Started { get; init; }

        public DateTimeOffset? Completed { get; init; }

        public bool Cached { get; init; }

        public string? Error { get; init; }

        internal static Vertex Read(JsonElement json) => new()
        {
            Digest = json.Text("digest") ?? "",
            Name = json.Text("name") ?? "",
            Started = json.Time("started"),
            Completed = json.Time("completed"),
            Cached = json.Property("cached").ValueKind == JsonValueKind.True,
            Error = json.Text("error"),
        };
    }

    public sealed record Status
    {
        public string Id { get; init; } = "";

        public string Vertex { get; init; } = "";

        public long Current { get; init; }

        public long Total { get; init; }

        public DateTimeOffset? Started { get; init; }

        public DateTimeOffset? Completed { get; init; }

        internal static Status Read(JsonElement json) => new()
        {
            Id = json.Text("id") ?? "",
            Vertex = json.Text("vertex") ?? "",
            Current = json.Number("current"),
            Total = json.Number("total"),
            Started = json.Time("started"),
            Completed = json.Time("completed"),
        };
    }

    public sealed record Log
    {
        public string Vertex { get; init; } = "";

        public int Stream { get; init; }

        public byte[] Data { get; init; } = [];

        public DateTimeOffset Timestamp { get; init; }

        internal static Log Read(JsonElement json) => new()
        {
            Vertex = json.Text("vertex") ?? "",
            Stream = (int)json.Number("stream"),
            Data = json.Bytes("data"),
            Timestamp = json.Time("timestamp") ?? default,
        };
    }

    /// <summary>A warning; <c>Line</c> is that of the Dockerfile, null where the warning has none.</summary>
    public sealed record Warning
    {
        public byte[] Short { get; init; } = [];

        public string? Url { get; init; }

        public int? Line { get; init; }

        internal static Warning Read(JsonElement json)
        {
            var range = json.Property("range");
            return new()
            {
                Short = json.Bytes("short"),
                Url = json.Text("url"),
                Line = range.ValueKind == JsonValueKind.Array && range.GetArrayLength() > 0
                    ? (int)range[0].Property("start").Number("line")
                    : null,
            };
        }
    }
}
