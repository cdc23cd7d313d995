using GoDockerTasks.Settings;

namespace GoDockerTasks.Pipeline;

/// <summary>In what one attempt differs from the usual one.</summary>
/// <param name="Rewritten">Whether the Dockerfile's copy gets our mounts.</param>
/// <param name="LowConcurrency">Whether Go compiles one package at a time.</param>
/// <param name="FreshCaches">A text that gives the attempt cache mounts of its own; empty for the usual ones.</param>
/// <param name="RunNetwork">The network of RUN steps; null for what the settings say.</param>
/// <param name="TimeLeft">How long it may take; null for ever.</param>
internal sealed record BuildVariation(
    bool Rewritten = true, bool LowConcurrency = false, string FreshCaches = "", RunNetwork? RunNetwork = null, TimeSpan? TimeLeft = null);
