namespace GoDockerTasks.Modules;

/// <summary>The modules of a service's go.sum, verified, as a directory in GOPROXY layout.</summary>
public sealed record ModuleSnapshot
{
    /// <summary>Gets the hash of the content, such as <c>sha256:1f…</c>: equal go.sum, equal snapshot.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the full path of the directory; it can be used as <c>GOPROXY=file://</c>.</summary>
    /// <value>It need not exist where there is a <see cref="Layer"/>: what a registry has is not fetched.</value>
    public required string Directory { get; init; }

    /// <summary>Gets the reference, by digest, of the image that holds the same; null when there is none.</summary>
    public string? Layer { get; init; }

    /// <summary>Gets what the build context of this name is: the image, or the directory.</summary>
    public string Place => Layer is null ? Directory : $"docker-image://{Layer}";

    /// <summary>Gets the module versions that it holds.</summary>
    public required ModuleNeeds Needs { get; init; }

    /// <summary>Gets how many module versions it holds.</summary>
    public int Total => Needs.Items.Count;

    /// <summary>Gets how many of them were downloaded by this run.</summary>
    public int Downloaded { get; init; }

    /// <summary>Gets how many bytes were downloaded by this run.</summary>
    public long BytesDownloaded { get; init; }

    /// <summary>Gets how many of them were in the cache already.</summary>
    public int FromCache => Total - Downloaded;

    /// <summary>Gets the module versions of go.sum that it does not hold, because only Go itself can get them, or nobody can.</summary>
    public IReadOnlyList<ModuleVersion> Missing { get; init; } = [];

    /// <summary>Gets a value indicating whether what the go.mod files say can make no build ask for anything else.</summary>
    /// <value>False in doubt: for workspaces, for go.sum files that are not complete, where modules are missing.</value>
    public bool IsWhole { get; init; }

    /// <summary>Gets how long it took to make.</summary>
    public TimeSpan Duration { get; init; }
}
