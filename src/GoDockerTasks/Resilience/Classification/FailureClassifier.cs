using System.Text;

namespace GoDockerTasks.Resilience;

/// <summary>Finds in any log why a build failed: BuildKit's, the legacy builder's, go's own, docker's, a CI system's copy of it.</summary>
public static class FailureClassifier
{
    private static readonly Lazy<RuleIndex> _rules = new(() => new(FailureRules.All, LogAnalysis.FrameWords));

    /// <summary>Reads a log once, from its beginning to its end, and says what failed.</summary>
    /// <param name="log">The log, in any encoding and of any size. It is not disposed of.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The failure to mend first; of the kind <see cref="FailureKinds.None"/> where there is none.</returns>
    public static FailureDiagnosis Classify(Stream log, CancellationToken cancellationToken = default)
    {
        var analysis = new LogAnalysis(_rules.Value);
        foreach (var line in LogReader.Read(log, cancellationToken))
        {
            analysis.Take(line);
        }

        return analysis.Conclude();
    }

    /// <summary>Says what failed in a log that is at hand as a text.</summary>
    /// <param name="log">The log.</param>
    /// <returns>The failure to mend first.</returns>
    public static FailureDiagnosis Classify(string log)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(log));
        return Classify(stream);
    }
}
