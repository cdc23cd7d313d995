namespace GoDockerTasks.Images;

/// <summary>One step of a build, as far as it has come.</summary>
public sealed record BuildStep
{
    /// <summary>Gets its number in the log, from 1 in order of appearance.</summary>
    public required int Number { get; init; }

    /// <summary>Gets its name, such as <c>[build 4/5] RUN go build ./...</c>, without what the rewriting added.</summary>
    public required string Name { get; init; }

    /// <summary>Gets a value indicating whether its result came from the cache.</summary>
    public bool Cached { get; init; }

    /// <summary>Gets how long it ran; null while it runs, or when it never did.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Gets what went wrong; null when nothing did.</summary>
    public string? Error { get; init; }

    /// <summary>Gets a value indicating whether it carries out an instruction of the Dockerfile, rather than BuildKit's own business.</summary>
    public bool IsInstruction { get; init; }
}
