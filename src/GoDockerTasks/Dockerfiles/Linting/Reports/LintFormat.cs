namespace GoDockerTasks.Dockerfiles.Linting.Reports;

/// <summary>The form of Lint's output.</summary>
public enum LintFormat
{
    /// <summary>For people; in a CI system with annotations.</summary>
    Text,

    /// <summary>An array with an object a file: facts and findings.</summary>
    Json,

    /// <summary>SARIF 2.1.0.</summary>
    Sarif,

    /// <summary>Annotations of GitHub Actions.</summary>
    GitHub,

    /// <summary>Annotations of Azure Pipelines.</summary>
    Azure,
}
