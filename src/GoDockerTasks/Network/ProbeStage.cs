namespace GoDockerTasks.Network;

/// <summary>The stages of reaching a module proxy, in order.</summary>
public enum ProbeStage
{
    /// <summary>Finding the host's addresses.</summary>
    Dns,

    /// <summary>Connecting.</summary>
    Tcp,

    /// <summary>Agreeing on a certificate.</summary>
    Tls,

    /// <summary>Getting an answer.</summary>
    Http,

    /// <summary>Getting the right content.</summary>
    Module,
}
