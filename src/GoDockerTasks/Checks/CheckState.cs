namespace GoDockerTasks.Checks;

/// <summary>What a check found.</summary>
public enum CheckState
{
    /// <summary>It works.</summary>
    Ok,

    /// <summary>It works, or was not looked at, but deserves a look.</summary>
    Warning,

    /// <summary>It does not work, and builds that need it will fail.</summary>
    Broken,
}
