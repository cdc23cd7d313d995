using System.Text.Json.Serialization;

namespace GoDockerTasks.Resilience;

/// <summary>The JSON form of diagnoses and batches, made at compile time: no reflection at start-up.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LogDiagnosis))]
[JsonSerializable(typeof(LogToDiagnose))]
internal sealed partial class LogDiagnosisJson : JsonSerializerContext;
