using GoDockerTasks.Modules;

namespace GoDockerTasks.Settings;

/// <summary>The settings that say how hard the network is tried for modules.</summary>
internal static class FetchSettings
{
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Most = TimeSpan.FromHours(1);

    /// <summary>Gets them in the order of the documentation.</summary>
    public static IReadOnlyList<SettingDefinition> All { get; } =
    [
        Of("FetchRequests", "a number from 1 to 256", "64",
            "How many modules are asked for at a time from one host; fewer when it complains.",
            (f, v) => f with { RequestsPerHost = v.Number(1, 256) }),
        Of("FetchAttempts", "a number from 1 to 20", "8",
            "How often the GOPROXY list is walked for one module.", (f, v) => f with { Attempts = v.Number(1, 20) }),
        Of("FetchConnectTimeout", "a time from 100ms to 1h, such as 10s", "10s",
            "How long a connection to a proxy may take.", (f, v) => f with { Connect = Limit(v) }),
        Of("FetchAnswerTimeout", "a time from 100ms to 1h, such as 30s", "30s",
            "How long a proxy may take to begin an answer; less for one that usually answers at once.",
            (f, v) => f with { FirstByte = Limit(v) }),
        Of("FetchStallTimeout", "a time from 100ms to 1h, such as 15s", "15s",
            "How long a download may stand still.", (f, v) => f with { Stall = Limit(v) }),
        Of("FetchTimeout", "a time from 100ms to 1h, such as 10m", "10m",
            "How long one module may take altogether.", (f, v) => f with { Total = Limit(v) }),
    ];

    private static SettingDefinition Of(
        string key, string accepts, string otherwise, string summary, Func<FetchLimits, SettingValue, FetchLimits> set) =>
        new(key, accepts, otherwise, summary, (settings, value) => settings with { Fetch = set(settings.Fetch, value) });

    private static TimeSpan Limit(SettingValue value) =>
        value.Duration is var time && time >= Least && time <= Most ? time : throw new SettingFormatException();
}
