using System.Text.Json.Serialization;

namespace GoDockerTasks.Checks;

/// <summary>What <c>--target=Doctor --format=json</c> prints. Fields may be added; none is ever changed.</summary>
internal sealed record ReportedChecks(long SchemaVersion, long ExitCode, IReadOnlyList<ReportedCheck> Checks);

/// <summary>One check.</summary>
internal sealed record ReportedCheck(string Check, string State, long Ms, IReadOnlyList<ReportedFinding> Findings);

/// <summary>One thing that it found.</summary>
internal sealed record ReportedFinding(string State, string Evidence, string? Fix);

/// <summary>The JSON form, made at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReportedChecks))]
internal sealed partial class CheckJson : JsonSerializerContext;
