using GoDockerTasks.Errors;
using GoDockerTasks.Images;
using GoDockerTasks.Reporting;

namespace GoDockerTasks.Pipeline;

/// <summary>What RetryOnTimeout gave.</summary>
public sealed record RetryResult
{
    /// <summary>Gets all attempts, the first one included, each with what was done about it.</summary>
    public required IReadOnlyList<RecordedAttempt> Attempts { get; init; }

    /// <summary>Gets what was built last.</summary>
    public required BuildRequest Request { get; init; }

    /// <summary>Gets what was got over, and what it cost.</summary>
    public IReadOnlyList<ReportedFlake> Flakes { get; init; } = [];

    /// <summary>Gets the image; null when no attempt made one.</summary>
    public BuiltImage? Image => Attempts[^1].Attempt.Image;

    /// <summary>Ends the run where no attempt made an image.</summary>
    /// <exception cref="GoDockerException">The last attempt failed for good.</exception>
    public void ThrowIfFailed()
    {
        if (Attempts[^1].Failure is { } failure)
        {
            throw BuildFailure.Of(failure, Request);
        }
    }
}
