namespace GoDockerTasks.Modules;

/// <summary>How hard the network is tried.</summary>
public sealed record FetchLimits
{
    /// <summary>Gets how many requests one host gets at a time.</summary>
    /// <value>From 1 to 256. The default is 64.</value>
    public int RequestsPerHost { get; init; } = 64;

    /// <summary>Gets how often the whole chain is walked for one file.</summary>
    /// <value>From 1 to 20. The default is 8.</value>
    public int Attempts { get; init; } = 8;

    /// <summary>Gets how long a connection may take.</summary>
    /// <value>The default is 10 seconds; Go waits 30.</value>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets how long the first byte of an answer may take.</summary>
    /// <value>
    /// The default is 30 seconds, because a proxy may have to fetch the module first; Go waits for ever. One that usually answers
    /// at once gets less at first, and twice as long each time that it is asked again.
    /// </value>
    public TimeSpan FirstByte { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets how long a body may come to a halt.</summary>
    /// <value>The default is 15 seconds; Go waits for ever.</value>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Gets how long one file may take altogether.</summary>
    /// <value>The default is 10 minutes. It goes for each proxy that is asked, and when it is over nothing is tried again.</value>
    public TimeSpan Total { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets the pause before the first repetition; it doubles, and a random part of it is waited.</summary>
    /// <value>The default is 200 milliseconds.</value>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Gets how long a proxy is left alone that failed several times in a row and has not answered for a while.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan Rest { get; init; } = TimeSpan.FromSeconds(30);
}
