using GoDockerTasks.Dockerfiles.Rewriting;

namespace GoDockerTasks.Dockerfiles.Linting;

/// <summary>Mends what can be mended without a change of what is built. Everything else in the file stays as it is.</summary>
public static class DockerfileFixer
{
    // A mended line can bring another finding to light; a file that still changes after this many rounds is left as it was.
    private const int MostRounds = 5;

    /// <summary>Mends a Dockerfile.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="context">The build context; null where it is not known.</param>
    /// <returns>The mended text, and what was mended in it.</returns>
    public static MendedDockerfile Fix(string text, BuildContextFolder? context = null)
    {
        var mended = text;
        List<LintFinding> findings = [];
        for (var round = 0; round < MostRounds; round++)
        {
            var before = mended;
            mended = FixOnce(before, context, findings);
            if (mended == before)
            {
                return new(mended, findings);
            }
        }

        return new(text, []);
    }

    private static string FixOnce(string text, BuildContextFolder? context, List<LintFinding> mended)
    {
        var edits = new TextEdits(text);
        foreach (var finding in DockerfileLinter.Lint("", text, context).Findings.Where(finding => finding.IsFixable))
        {
            // Where two findings are about the same words, the second waits for the next round.
            if (finding.Edits.All(edit => !edits.IsTouched(edit.Start, edit.Length)))
            {
                mended.Add(finding);
                foreach (var edit in finding.Edits)
                {
                    edits.Replace(edit.Start, edit.Length, edit.Text);
                }
            }
        }

        return edits.Apply();
    }
}
