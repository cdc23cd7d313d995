using GoDockerTasks.Errors;
using GoDockerTasks.Images;

namespace GoDockerTasks.Resilience;

/// <summary>How the attempts at a build ended.</summary>
/// <param name="Failures">The attempts that failed, with what was decided about each.</param>
/// <param name="Built">The attempt that made the image; null when none did.</param>
/// <param name="Error">What the run ends with; null when there is an image.</param>
public sealed record RetryResult(IReadOnlyList<FailedAttempt> Failures, BuildAttempt? Built, GoDockerException? Error)
{
    /// <summary>Gets what went wrong and was got over: what it cost, and what would avoid it.</summary>
    public IReadOnlyList<Flake> Flakes => Built is null ? [] : Flake.Of(Failures);

    /// <summary>Ends the run where no attempt made an image.</summary>
    /// <exception cref="GoDockerException">The last attempt failed for good.</exception>
    public void ThrowIfFailed()
    {
        if (Error is not null)
        {
            throw Error;
        }
    }
}
