namespace GoDockerTasks.EndToEnd.Networks;

/// <summary>One network that does not work as it should, what Doctor says of it, and how a build ends in it.</summary>
/// <param name="Name">What is broken.</param>
/// <param name="Break">Starts servers and sets variables.</param>
/// <param name="Hop">The check that Doctor finds it in: the first one that is in this state.</param>
/// <param name="Evidence">A pattern of what was seen.</param>
/// <param name="Fix">A pattern of what is to be done; null where nothing is.</param>
internal sealed record BrokenNetwork(string Name, Func<NetworkScene, Task> Break, string Hop, string Evidence, string? Fix)
{
    /// <summary>Gets what Doctor says of the hop: broken, or a warning where there is a way through.</summary>
    public string State { get; init; } = "broken";

    /// <summary>Gets the code that the build ends with; null where there is a way through.</summary>
    public string? Code { get; init; }

    /// <summary>Gets what the build says of the cause; null where it only has to succeed.</summary>
    public string? Cause { get; init; }

    /// <summary>Gets a value indicating whether public proxies may be asked here: GOPROXY is set nowhere.</summary>
    public bool AsksPublicOnes { get; init; }

    public override string ToString() => Name;
}
