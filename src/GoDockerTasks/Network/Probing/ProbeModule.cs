namespace GoDockerTasks.Network.Probing;

/// <summary>A module that a proxy is asked for to see whether what it serves is right.</summary>
/// <param name="Path">Its address below the proxy, case-encoded: <c>rsc.io/quote/@v</c>.</param>
/// <param name="Name">The version as a file name, case-encoded: <c>v1.5.2</c>.</param>
/// <param name="Version">The version as an <c>.info</c> must name it.</param>
/// <param name="GoModProblem">Says what is wrong with a go.mod that came; null for the right one.</param>
public sealed record ProbeModule(string Path, string Name, string Version, Func<byte[], string?> GoModProblem)
{
    /// <summary>Gets what says what is wrong with a whole zip that came; null for the right one.</summary>
    public Func<byte[], string?> ZipProblem { get; init; } = _ => null;

    // For a path without a /v999 no such version can exist, so a proxy knows it without asking its upstream.
    private const string Impossible = "v999.0.0";

    /// <summary>Gets the address of an <c>.info</c> that no proxy can have.</summary>
    public string Absent => $"{Path}/{Impossible}.info";

    /// <summary>Gives the address of one of its files.</summary>
    /// <param name="extension">The ending, such as <c>.mod</c>.</param>
    /// <returns>The address, relative to the proxy.</returns>
    public string File(string extension) => $"{Path}/{Name}{extension}";

    /// <inheritdoc />
    public override string ToString() => File("");
}
