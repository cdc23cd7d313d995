namespace GoDockerTasks.Resilience;

/// <summary>What is done about a failed attempt.</summary>
public enum RetryStep
{
    /// <summary>Nothing: a person has to act.</summary>
    Stop,

    /// <summary>The same again, after a wait.</summary>
    Retry,

    /// <summary>The same through another proxy or registry.</summary>
    FailOver,

    /// <summary>The same after something was cleaned or lowered.</summary>
    Heal,

    /// <summary>The same in the host's network, because that of RUN steps does not work.</summary>
    SwitchNetwork,

    /// <summary>The user's Dockerfile as it is, in case the copy's mounts were the reason.</summary>
    Unrewritten,
}
