namespace GoDockerTasks.Dockerfiles.Linting;

/// <summary>How much a finding matters.</summary>
public enum LintSeverity
{
    /// <summary>Worth knowing; often intended.</summary>
    Info,

    /// <summary>It costs time, reproducibility or safety.</summary>
    Warning,

    /// <summary>The build fails, or a credential is in the file or the image, beyond doubt.</summary>
    Error,
}
