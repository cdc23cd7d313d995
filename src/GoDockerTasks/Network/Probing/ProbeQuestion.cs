namespace GoDockerTasks.Network.Probing;

/// <summary>What proxies are asked for when they are probed.</summary>
/// <param name="Own">The module that the user's own proxies are asked for: one of go.sum that is not private.</param>
/// <param name="Public">The one module that hosts which the user did not name are asked for.</param>
public sealed record ProbeQuestion(ProbeModule Own, ProbeModule Public);
