namespace GoDockerTasks.Resilience;

/// <summary>The first thing to do about a failure; the ids stand in logs, JSON and docs alike.</summary>
public static class FailureActions
{
    /// <summary>Wait, then do the same again.</summary>
    public const string Retry = "retry";

    /// <summary>Ask the next module proxy or registry mirror.</summary>
    public const string FailoverProxy = "failover-proxy";

    /// <summary>Name the module in GOPRIVATE. Only the user does that: the line is printed.</summary>
    public const string AddPrivate = "add-private";

    /// <summary>Give credentials, or better ones.</summary>
    public const string FixCredentials = "fix-credentials";

    /// <summary>Use another DNS server, or the host's network.</summary>
    public const string FixDns = "fix-dns";

    /// <summary>Trust the CA that signs for this network.</summary>
    public const string FixCa = "fix-ca";

    /// <summary>Remove the damaged entry from the cache, and nothing else.</summary>
    public const string CleanCache = "clean-cache";

    /// <summary>Change go.mod or go.sum. Only the user does that.</summary>
    public const string FixGomod = "fix-gomod";

    /// <summary>Change the Dockerfile.</summary>
    public const string FixDockerfile = "fix-dockerfile";

    /// <summary>Change the code.</summary>
    public const string FixCode = "fix-code";

    /// <summary>Make room: disk, memory, or less at once.</summary>
    public const string FreeResources = "free-resources";

    /// <summary>Start or configure Docker.</summary>
    public const string FixDaemon = "fix-daemon";

    /// <summary>Do nothing further: a person has to look.</summary>
    public const string Stop = "stop";

    /// <summary>Gets every action.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Retry, FailoverProxy, AddPrivate, FixCredentials, FixDns, FixCa, CleanCache, FixGomod, FixDockerfile, FixCode,
        FreeResources, FixDaemon, Stop,
    ];
}
