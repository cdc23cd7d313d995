using System.Text.Json.Serialization;

namespace GoDockerTasks.Dockerfiles.Linting.Facts;

/// <summary>How a RUN sets GOPROXY.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GoProxyCommand>))]
public enum GoProxyCommand
{
    /// <summary>In its command, for that RUN only.</summary>
    [JsonStringEnumMemberName("inline")]
    Inline,

    /// <summary>With <c>go env -w</c>, for the RUNs after it too.</summary>
    [JsonStringEnumMemberName("go_env_w")]
    GoEnv,
}
