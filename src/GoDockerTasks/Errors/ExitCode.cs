namespace GoDockerTasks.Errors;

/// <summary>What the process's exit code tells a script about a run.</summary>
public enum ExitCode
{
    /// <summary>The run did what it was asked to.</summary>
    Succeeded = 0,

    /// <summary>A failure that nobody foresaw; a bug of this product until shown otherwise.</summary>
    Unexpected = 1,

    /// <summary>A setting or an argument is wrong; nothing was started.</summary>
    Settings = 2,

    /// <summary>The network failed in a way that a later run may not meet.</summary>
    NetworkTransient = 10,

    /// <summary>The network needs a change first: a CA, DNS, the credentials of an HTTP proxy.</summary>
    NetworkNeedsChange = 11,

    /// <summary>The user's code, go.mod, go.sum, Dockerfile, or the credentials of private modules.</summary>
    Source = 20,

    /// <summary>The machine: Docker, disk, memory, caches.</summary>
    Machine = 30,

    /// <summary>The registry, or a release.</summary>
    Publishing = 40,

    /// <summary>The user stopped the run.</summary>
    Cancelled = 130,
}
