namespace GoDockerTasks.Dockerfiles.Linting;

/// <summary>The names of severities, as settings and reports have them.</summary>
public static class LintSeverities
{
    /// <summary>Gives the name: <c>info</c>, <c>warning</c> or <c>error</c>.</summary>
    /// <param name="severity">The severity.</param>
    /// <returns>The name.</returns>
    public static string Name(LintSeverity severity) => severity switch
    {
        LintSeverity.Error => "error",
        LintSeverity.Warning => "warning",
        _ => "info",
    };
}
