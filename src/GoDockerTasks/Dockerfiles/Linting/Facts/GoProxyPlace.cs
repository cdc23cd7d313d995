using System.Text.Json.Serialization;

namespace GoDockerTasks.Dockerfiles.Linting.Facts;

/// <summary>The instruction that sets GOPROXY.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GoProxyPlace>))]
public enum GoProxyPlace
{
    /// <summary>None does.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>An ARG, and no ENV.</summary>
    [JsonStringEnumMemberName("arg")]
    Arg,

    /// <summary>An ENV, whatever feeds it.</summary>
    [JsonStringEnumMemberName("env")]
    Env,
}
