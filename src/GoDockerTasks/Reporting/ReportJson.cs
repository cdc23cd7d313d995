using System.Text.Json.Serialization;

namespace GoDockerTasks.Reporting;

/// <summary>The report's JSON form, made at compile time: no reflection at start-up.</summary>
/// <remarks>All numbers are <see langword="long"/>: the runtime compiles the serializer anew for each type of number, in every run.</remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    Converters = [typeof(KebabCaseEnumConverter<RunOutcome>), typeof(KebabCaseEnumConverter<Network.ProbeStage>), typeof(KebabCaseEnumConverter<Images.BaseImageSource>)])]
[JsonSerializable(typeof(RunReport))]
internal sealed partial class ReportJson : JsonSerializerContext;
