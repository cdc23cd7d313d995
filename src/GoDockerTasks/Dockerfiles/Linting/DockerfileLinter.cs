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
        ParseProblem[] problems = [.. dockerfile.Problems.Concat(FlagRules.Check(dockerfile)).OrderBy(problem => problem.Line)];
        if (problems.Length > 0)
        {
            return Invalid(file, problems);
        }

        var subject = new LintSubject(dockerfile) { Context = context };
        problems = [.. MountFaults.Find(subject)];
        if (problems.Length > 0)
        {
            return Invalid(file, problems);
        }

        var findings = LintRules.Checks.SelectMany(check => check.Find(subject));
        return new(file, FactReader.Read(subject), IgnoreComments.Apply(dockerfile, findings));
    }

    private static LintResult Invalid(string file, IEnumerable<ParseProblem> problems) => new(file, null, [.. problems.Select(InvalidDockerfile.Found)]);
}
