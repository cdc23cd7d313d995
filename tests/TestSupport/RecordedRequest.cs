namespace GoDockerTasks.TestSupport;

/// <summary>A request as a loopback server saw it.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path and query, unchanged.</param>
/// <param name="Headers">The headers; names in any case.</param>
public sealed record RecordedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>Gives a header's value, or null.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
