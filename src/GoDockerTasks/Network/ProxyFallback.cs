namespace GoDockerTasks.Network;

/// <summary>When the next element of a GOPROXY list is asked.</summary>
public enum ProxyFallback
{
    /// <summary>Followed by a comma: only after 404 and 410.</summary>
    WhenMissing,

    /// <summary>Followed by a pipe: after any failure.</summary>
    WhenFailing,
}
