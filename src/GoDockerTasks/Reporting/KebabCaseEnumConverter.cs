using System.Text.Json;
using System.Text.Json.Serialization;

namespace GoDockerTasks.Reporting;

/// <summary>Writes the members of an enumeration as <c>local-toolchain</c>.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
internal sealed class KebabCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower)
    where T : struct, Enum;
