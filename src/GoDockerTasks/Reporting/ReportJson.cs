using System.Text.Json.Serialization;

namespace GoDockerTasks.Reporting;

/// <summary>The report's JSON form, made at compile time: plain code that writes, and no serializer.</summary>
/// <remarks>
/// A serializer's generic code is compiled anew by the runtime in every run, which costs 50 ms. For the same reason the report has no
/// enumerations.
/// </remarks>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RunReport))]
internal sealed partial class ReportJson : JsonSerializerContext;
