using GoDockerTasks.Dockerfiles;
using GoDockerTasks.Network;

namespace GoDockerTasks.Images;

/// <summary>One run of <c>docker buildx build</c>: an image, or the evidence of what went wrong.</summary>
public sealed record BuildAttempt
{
    /// <summary>Gets the attempt's number, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Gets a value indicating whether there is an image.</summary>
    public required bool Succeeded { get; init; }

    /// <summary>Gets the image; null when there is none.</summary>
    public BuiltImage? Image { get; init; }

    /// <summary>Gets how long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Gets the steps that were begun, in order of appearance.</summary>
    public IReadOnlyList<BuildStep> Steps { get; init; } = [];

    /// <summary>Gets how many of the Dockerfile's steps came from the cache.</summary>
    public int CachedSteps => Instructions.Count(step => step.Cached);

    /// <summary>Gets how many of the Dockerfile's steps there were; FROM is none.</summary>
    public int TotalSteps => Instructions.Count();

    /// <summary>Gets the full path of the whole log, redacted.</summary>
    public required string Log { get; init; }

    /// <summary>Gets the network plan that it was made with.</summary>
    public required NetworkPlan Network { get; init; }

    /// <summary>Gets the image in a registry that the modules came from; null when they did not.</summary>
    public string? ModuleLayer { get; init; }

    /// <summary>Gets the Dockerfile that was built.</summary>
    public required DockerfilePlan Dockerfile { get; init; }

    // Where two builds at the same time have steps in common, BuildKit does them once and tells each about both.
    private IEnumerable<BuildStep> Instructions =>
        Steps.Where(step => step.IsInstruction).DistinctBy(step => StepName.WithoutTotal(step.Name));
}
