using GoDockerTasks.Dockerfiles.Linting.Facts;
using GoDockerTasks.Dockerfiles.Linting.Rules;
using GoDockerTasks.Dockerfiles.Parsing;

namespace GoDockerTasks.Dockerfiles.Linting;

/// <summary>States facts about a Dockerfile and finds what is wrong with it. A rule speaks only where the facts prove it.</summary>
public static class DockerfileLinter
{
    /// <summary>Looks at a Dockerfile.</summary>
    /// <param name="file">Its name in the result.</param>
    /// <param name="text">Its text.</param>
    /// <param name="context">The build context; null where it is not known, and rules about its files say nothing.</param>
    /// <returns>Facts and findings.</returns>
    public static LintResult Lint(string file, string text, BuildContextFolder? context = null)
    {
        ArgumentNullException.ThrowIfNull(text);

        var dockerfile = Dockerfile.Read(text);
        if (dockerfile.Problems.Count > 0)
        {
            return new(file, null, [.. dockerfile.Problems.Select(InvalidDockerfile.Found)]);
        }

        // Flags that docker refuses leave the rest readable, and a newer frontend may even know them; one that is not Docker's takes what it likes.
        var subject = new LintSubject(dockerfile) { Context = context };
        var refused = dockerfile.IsDockers ? FlagRules.Check(dockerfile).Concat(MountFaults.Find(subject)).DistinctBy(problem => problem.Line) : [];
        var findings = refused.Select(InvalidDockerfile.Found).Concat(LintRules.Checks.SelectMany(check => check.Find(subject)));
        return new(file, FactReader.Read(subject), IgnoreComments.Apply(dockerfile, findings));
    }
}
