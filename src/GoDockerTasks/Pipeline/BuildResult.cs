using GoDockerTasks.Errors;
using GoDockerTasks.Images;
using GoDockerTasks.Io;
using GoDockerTasks.Resilience;

namespace GoDockerTasks.Pipeline;

/// <summary>What BuildImage gave: the first attempt, and all that another one needs.</summary>
/// <param name="Engine">The engine that built.</param>
/// <param name="Request">What was built.</param>
/// <param name="Attempt">How that went.</param>
public sealed record BuildResult(EngineInfo Engine, BuildRequest Request, BuildAttempt Attempt)
{
    /// <summary>Gets why it failed and what is to be done about it; null when it did not.</summary>
    public FailedAttempt? Failed { get; init; }

    /// <summary>Gets the commit that was built; null outside git.</summary>
    public SourceRevision? Source { get; init; }

    /// <summary>Ends the run here where no further attempt follows, or none can help.</summary>
    /// <param name="mayRetry">Whether RetryOnTimeout is part of the run.</param>
    /// <exception cref="GoDockerException">The build failed for good.</exception>
    public void ThrowIfFinal(bool mayRetry)
    {
        if (Failed is { Decision: { } decision } && !(mayRetry && decision.GoesOn))
        {
            throw FailureSummary.Error(
                Failed.Diagnosis, decision.GoesOn ? "RetryOnTimeout is no part of this run." : decision.Reason, Attempt.Dockerfile.Path);
        }
    }
}
