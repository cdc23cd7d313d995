namespace GoDockerTasks.Dockerfiles.Linting;

/// <summary>What of the source a stage has at some point, and whether its modules were downloaded before.</summary>
internal sealed record SourceState
{
    /// <summary>go.mod was brought by name.</summary>
    public bool HasGoMod { get; init; }

    /// <summary>Some source is there: folders, or Go files.</summary>
    public bool HasPart { get; init; }

    /// <summary>The whole build context is there.</summary>
    public bool HasWhole { get; init; }

    /// <summary>Where the whole build context lies.</summary>
    public string? WholeAt { get; init; }

    /// <summary>The first instruction that brought the whole build context.</summary>
    public Parsing.Instruction? WholeBy { get; init; }

    /// <summary>Modules were downloaded when some source was there already; that is early only if more source follows.</summary>
    public bool Awaits { get; init; }

    /// <summary>Modules were downloaded before the source came.</summary>
    public bool IsEarly { get; init; }
}
