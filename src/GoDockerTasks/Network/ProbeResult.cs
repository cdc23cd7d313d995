using System.Text.Json.Serialization;
using GoDockerTasks.Network.Probing;

namespace GoDockerTasks.Network;

/// <summary>What became of asking one address whether it works.</summary>
/// <param name="Url">The address, without credentials.</param>
/// <param name="Ok">Whether it answered as it should, and what it served was right.</param>
/// <param name="Stage">The last stage that was reached.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Error">What went wrong; null when nothing did.</param>
public sealed record ProbeResult(string Url, bool Ok, ProbeStage Stage, TimeSpan Elapsed, string? Error)
{
    /// <summary>How a probe says that a zip is a module's, but not the one that go.sum names.</summary>
    internal const string OtherZip = "another zip than the one in go.sum";

    // Below that, a go.sum of a hundred megabytes takes an hour.
    private const double LeastBytesPerSecond = 32_000;

    /// <summary>Gets a value indicating whether the probe was ended because another proxy had answered: nothing is known about this one.</summary>
    public bool Unfinished { get; init; }

    /// <summary>Gets a value indicating whether the deadline ended it.</summary>
    public bool TimedOut { get; init; }

    /// <summary>Gets how fast a zip came; null where too little of it was read to tell.</summary>
    public double? BytesPerSecond { get; init; }

    /// <summary>Gets each step, with its own time.</summary>
    public IReadOnlyList<StageResult> Steps { get; init; } = [];

    /// <summary>Gets what is worth knowing although it works: a broken IPv6, TLS that is opened on the way, redirects.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Gets a value indicating whether it works, but so slowly that another one is better.</summary>
    [JsonIgnore]
    public bool IsSlow => BytesPerSecond < LeastBytesPerSecond;

    /// <summary>Gets a value indicating whether it was asked and does not work.</summary>
    [JsonIgnore]
    public bool IsBroken => !Ok && !Unfinished;

    /// <summary>Gets a value indicating whether it serves a sound module under the name of another: perhaps somebody tampers.</summary>
    /// <value>True keeps it in its place in the list, where the download meets it and stops: nobody steps past that.</value>
    [JsonIgnore]
    public bool ServesAnotherModule => Stage == ProbeStage.Module && Error?.Contains(OtherZip, StringComparison.Ordinal) == true;

    /// <summary>Gets a value indicating whether it accepts connections and does not answer: Go would wait for it for ever.</summary>
    [JsonIgnore]
    public bool IsSilent => TimedOut && IsBroken && Stage > ProbeStage.Tcp;

    /// <summary>Gets the name of the last stage, as reports and logs have it.</summary>
    [JsonIgnore]
    public string StageName => Stage.ToString().ToLowerInvariant();
}
