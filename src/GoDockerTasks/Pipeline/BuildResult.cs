using GoDockerTasks.Errors;
using GoDockerTasks.Images;
using GoDockerTasks.Io;
using GoDockerTasks.Resilience;

namespace GoDockerTasks.Pipeline;

/// <summary>What BuildImage gave: the first attempt, and all that another one needs.</summary>
public sealed record BuildResult
{
    /// <summary>Gets the engine that built.</summary>
    public required EngineInfo Engine { get; init; }

    /// <summary>Gets what was built last.</summary>
    public required BuildRequest Request { get; init; }

    /// <summary>Gets the attempts: one, or two where the rewritten Dockerfile failed and the untouched one was built after it.</summary>
    public required IReadOnlyList<RecordedAttempt> Attempts { get; init; }

    /// <summary>Gets why the untouched Dockerfile was built after all; null when it was not.</summary>
    public string? FellBack { get; init; }

    /// <summary>Gets the commit that was built; null outside git.</summary>
    public SourceRevision? Source { get; init; }

    /// <summary>Gets the last attempt.</summary>
    public BuildAttempt Attempt => Attempts[^1].Attempt;

    /// <summary>Gets why it failed; null when it did not.</summary>
    public FailureDiagnosis? Failure => Attempts[^1].Failure;

    /// <summary>Ends the run here where no further attempt follows, or none can help.</summary>
    /// <param name="mayRetry">Whether RetryOnTimeout is part of the run.</param>
    /// <exception cref="GoDockerException">The build failed for good.</exception>
    public void ThrowIfFinal(bool mayRetry)
    {
        if (Failure is { } failure && !(failure.Transient && mayRetry))
        {
            throw BuildFailure.Of(failure, Request);
        }
    }
}
