namespace GoDockerTasks.Dockerfiles.Commands;

/// <summary>Whether a RUN runs Go.</summary>
public enum GoCertainty
{
    /// <summary>It does not, or not in a way that needs modules.</summary>
    No,

    /// <summary>It may, where there is a Go toolchain: make, a script, a tool that calls Go.</summary>
    May,

    /// <summary>It does.</summary>
    Runs,
}
