using System.Text.Json.Serialization;

namespace GoDockerTasks.Network.Probing;

/// <summary>The form in which probes are remembered.</summary>
[JsonSerializable(typeof(ProbeResult[]))]
internal sealed partial class ProbeJson : JsonSerializerContext;
