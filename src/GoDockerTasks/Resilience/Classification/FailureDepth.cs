namespace GoDockerTasks.Resilience;

/// <summary>How deep in the chain of causes a line lies. Of several failures, the deepest is the one to mend first.</summary>
public enum FailureDepth
{
    /// <summary>The ground that everything stands on: a full disk, no memory, no engine, a Go that is too old.</summary>
    Ground,

    /// <summary>What can only happen after everything before it worked: a test that ran and failed.</summary>
    Proof,

    /// <summary>A cause: what the network or a server did.</summary>
    Cause,

    /// <summary>What may be a cause, and is often the consequence of one: a package that is not found.</summary>
    Consequence,

    /// <summary>What wraps any cause: a cancelled context, an exit code.</summary>
    Wrapper,
}
