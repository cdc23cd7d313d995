using GoDockerTasks.Errors;
using GoDockerTasks.Images;
using GoDockerTasks.Resilience;

namespace GoDockerTasks.Pipeline;

/// <summary>Turns a diagnosis into the failure that the user reads.</summary>
internal static class BuildFailure
{
    // More does not make it clearer; the whole log lies beside the report.
    private const int ShownLines = 8;

    /// <summary>Says what happened, where, why, and what to do.</summary>
    public static GoDockerException Of(FailureDiagnosis diagnosis, BuildRequest request)
    {
        var where = diagnosis.DockerfileLine is { } line ? $" ({request.Dockerfile.Path}:{line})" : "";
        var evidence = diagnosis.Evidence.Take(ShownLines).Select(text => "\n    " + text);

        return new(diagnosis.Error, $"{diagnosis.What}{where}{string.Concat(evidence)}")
        {
            Failure = diagnosis.Kind.Id,
            Cause = diagnosis.Causes.FirstOrDefault() ?? diagnosis.Error.Cause,
            Fix = string.Join(" Or: ", diagnosis.Fixes.DefaultIfEmpty(diagnosis.Error.Fix)),
            File = diagnosis.DockerfileLine is null ? null : request.Dockerfile.Path,
            Line = diagnosis.DockerfileLine,
        };
    }
}
