namespace GoDockerTasks.Network.Probing;

/// <summary>One step of a probe.</summary>
/// <param name="Stage">The stage that it belongs to.</param>
/// <param name="What">What was tried: <c>A</c>, <c>AAAA</c>, <c>IPv4</c>, <c>IPv6</c>, <c>.mod</c> …</param>
/// <param name="Ok">Whether it went well.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Detail">What came of it: addresses, the issuer, the status, the reason.</param>
public sealed record StageResult(ProbeStage Stage, string What, bool Ok, TimeSpan Elapsed, string Detail)
{
    /// <inheritdoc />
    public override string ToString() =>
        $"{Stage.ToString().ToLowerInvariant()} {What}{(What.Length > 0 ? " " : "")}{Elapsed.TotalMilliseconds:0} ms: {Detail}";
}
