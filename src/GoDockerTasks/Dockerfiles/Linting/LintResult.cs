using GoDockerTasks.Dockerfiles.Linting.Facts;

namespace GoDockerTasks.Dockerfiles.Linting;

/// <summary>What Lint says about one Dockerfile.</summary>
/// <param name="File">The file, as it was named.</param>
/// <param name="Facts">The facts; null where the file is empty or not valid.</param>
/// <param name="All">The findings by line, those that are ignored included.</param>
public sealed record LintResult(string File, DockerfileFacts? Facts, IReadOnlyList<LintFinding> All)
{
    /// <summary>Gets the findings that count, by line.</summary>
    public IEnumerable<LintFinding> Findings => All.Where(finding => finding.IgnoredBecause is null);
}
