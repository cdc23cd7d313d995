namespace GoDockerTasks.Settings;

/// <summary>Where hosts that the user did not configure may be used.</summary>
public enum MirrorPolicy
{
    /// <summary>Only where GOPROXY is set nowhere: Go's own proxy, and the other public ones where that one does not work.</summary>
    None,

    /// <summary>The well-known public proxies may be probed, and used behind those of GOPROXY.</summary>
    Auto,
}

/// <summary>The network that RUN steps get.</summary>
public enum RunNetwork
{
    /// <summary>The builder's usual one.</summary>
    Default,

    /// <summary>None at all.</summary>
    None,

    /// <summary>The host's.</summary>
    Host,
}

/// <summary>How the build gets its modules.</summary>
public enum ModuleSource
{
    /// <summary>As a snapshot directory, given to the build as a named context.</summary>
    Snapshot,

    /// <summary>As an image in a registry, made of the snapshot once; as a snapshot where the registry does not take it.</summary>
    Layer,

    /// <summary>Go downloads them in the build; only the proxy list is given to it.</summary>
    Off,
}

/// <summary>Where an image says what source it was built from.</summary>
public enum MetadataPlace
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>In the labels of its config.</summary>
    Labels,

    /// <summary>In the annotations of its manifest, which takes a builder that can write them.</summary>
    Annotations,
}

/// <summary>What stands in for a base image whose registry cannot be reached.</summary>
public enum BaseFallback
{
    /// <summary>Nothing: the build fails.</summary>
    None,

    /// <summary>An image assembled from this machine's own Go packages; never pushed.</summary>
    Local,
}

/// <summary>What may be cleaned or repaired between attempts.</summary>
public enum HealPolicy
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>What this tool made.</summary>
    Own,

    /// <summary>Also what others made, such as the whole build cache.</summary>
    All,
}

/// <summary>The least severity of a finding with which Lint fails.</summary>
public enum LintThreshold
{
    /// <summary>It never fails for a finding.</summary>
    None,

    /// <summary>Every finding.</summary>
    Info,

    /// <summary>Warnings and errors.</summary>
    Warning,

    /// <summary>Errors only.</summary>
    Error,
}
