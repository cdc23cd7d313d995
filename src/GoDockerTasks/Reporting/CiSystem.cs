namespace GoDockerTasks.Reporting;

/// <summary>The CI system whose log this run writes to.</summary>
public enum CiSystem
{
    /// <summary>None, or one without commands in its log.</summary>
    None,

    /// <summary>GitHub Actions.</summary>
    GitHub,

    /// <summary>Azure Pipelines.</summary>
    Azure,
}
