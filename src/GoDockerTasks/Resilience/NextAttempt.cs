using GoDockerTasks.Network;
using GoDockerTasks.Settings;

namespace GoDockerTasks.Resilience;

/// <summary>How the next attempt at a build is to be made.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Network">The network plan.</param>
public sealed record NextAttempt(int Number, NetworkPlan Network)
{
    /// <summary>Gets a value indicating whether the Dockerfile's copy has our mounts.</summary>
    /// <value>The default is true.</value>
    public bool Rewritten { get; init; } = true;

    /// <summary>Gets a value indicating whether the modules may come as an image from a registry.</summary>
    /// <value>The default is true; it makes no difference unless <c>Modules=layer</c>.</value>
    public bool Layer { get; init; } = true;

    /// <summary>Gets the network of RUN steps.</summary>
    /// <value>The default is null: what the settings say.</value>
    public RunNetwork? RunNetwork { get; init; }

    /// <summary>Gets how much of the deadline is left for it.</summary>
    /// <value>The default is null: no deadline.</value>
    public TimeSpan? TimeLeft { get; init; }

    /// <summary>Gets a value indicating whether Go is to compile less at once.</summary>
    /// <value>The default is false.</value>
    public bool LowConcurrency { get; init; }
}
