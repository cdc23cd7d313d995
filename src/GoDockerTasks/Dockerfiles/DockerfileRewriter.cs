using GoDockerTasks.Dockerfiles.Rewriting;

namespace GoDockerTasks.Dockerfiles;

/// <summary>Gives a Dockerfile the mounts with which its Go steps need no network.</summary>
/// <remarks>
/// By mount flags alone, so that the image's history and config are those of the unchanged file, and on the same lines,
/// so that an error names the user's own. What cannot be done safely is not done, and the plan says so.
/// </remarks>
public static class DockerfileRewriter
{
    /// <summary>Makes the plan for a build.</summary>
    /// <param name="input">The Dockerfile and what decides about it.</param>
    /// <returns>The text to build, what it needs, and what was changed and why.</returns>
    /// <exception cref="Errors.GoDockerException">
    /// The target stage is not there (<c>GDT2101</c>), or a FROM names nothing (<c>GDT2102</c>).
    /// </exception>
    public static DockerfilePlan Rewrite(RewriteInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new Rewrite(input).Plan();
    }
}
